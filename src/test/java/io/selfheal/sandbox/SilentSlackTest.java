package io.selfheal.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.kubernetes.PodRef;
import io.selfheal.lab.Eventually;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Slack that takes every connection and answers none is nobody's trouble but its readers'. */
class SilentSlackTest {
  @TempDir Path folder;

  @Test
  void holds_up_neither_the_webhook_nor_the_healing_and_hears_of_it_once_it_speaks()
      throws Exception {
    try (Sandbox sandbox = Sandbox.start(folder, 0)) {
      sandbox.slack().fallSilent();
      PodRef sick = sandbox.pods(Sandbox.ORDERS).get(0);
      String answer = post(sandbox, sick);
      assertTrue(answer.contains("\"queued\""), answer);
      Eventually.isTrue("the dump is in Drive", () -> dumped(sandbox));
      Eventually.isTrue(
          "the pod is another one", () -> !sandbox.pods(Sandbox.ORDERS).contains(sick));
      assertEquals(List.of(), sandbox.slack().messages());

      sandbox.slack().speaks();
      Eventually.isTrue("its readers hear the end", () -> healed(sandbox));
      assertEquals(1, sandbox.slack().messages().size());
    }
  }

  private static String post(Sandbox sandbox, PodRef sick) throws Exception {
    List<SandboxAlert> alerts = List.of(SandboxAlert.fullMemory(sick));
    return SandboxAlert.post(sandbox.webhook(), sandbox.webhookToken(), alerts);
  }

  private static boolean dumped(Sandbox sandbox) {
    return sandbox.drive().files().stream().anyMatch(file -> file.name().startsWith("heap-dump"));
  }

  private static boolean healed(Sandbox sandbox) {
    return sandbox.slack().messages().stream()
        .anyMatch(message -> message.newest().text().contains("Healed"));
  }
}
