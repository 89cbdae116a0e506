package io.selfheal.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.sandbox.drive.SandboxDriveFile;
import io.selfheal.sandbox.slack.SandboxSlackMessage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job, for real: everything but Google and Slack is the real thing. */
class MainJobIT {
  private static Shop shop;

  @TempDir private Path folder;
  private ServedResponder responder;
  private Alertmanager alertmanager;
  private Map<String, Shop.Pod> before;
  private Shop.Pod sick;

  @BeforeAll
  static void openShop() throws Exception {
    Needs.cluster();
    Needs.alertmanager();
    shop = Shop.open();
  }

  @AfterAll
  static void closeShop() throws Exception {
    if (shop != null) {
      shop.close();
    }
  }

  @BeforeEach
  void start() throws Exception {
    shop.grant();
    before = shop.settled(ServedResponder.CLOCK_SKEW + 1);
    sick = before.values().iterator().next();
    responder = ServedResponder.start(folder);
    alertmanager = Alertmanager.start(folder, responder.webhook(), responder.webhookToken());
  }

  @AfterEach
  void stop() throws Exception {
    if (alertmanager != null) {
      alertmanager.stop();
    }
    if (responder != null) {
      responder.stop();
      System.out.println(responder.log());
      responder.slack().messages().forEach(MainJobIT::tell);
    }
  }

  @Test
  void a_leaking_pod_is_dumped_replaced_and_reported() throws Exception {
    alertmanager.fire(sick);
    Eventually.isTrue("healed", () -> verdict().startsWith("Healed"));
    Map<String, Shop.Pod> after = shop.settled(0);

    assertFalse(after.containsKey(sick.uid()));
    assertEquals(1, common(before, after), "nothing but the sick pod was touched");
    SandboxDriveFile dump =
        Eventually.get("the dump in Drive", () -> Optional.ofNullable(heapDump()));
    assertWhole(dump);
    SandboxSlackMessage message = onlyMessage();
    assertTrue(message.versions().size() > 1, "edited in place");
    assertEquals("#orders", message.channel());
    assertKeepsSecrets(message);
  }

  @Test
  void without_the_right_to_exec_the_evidence_fails_and_the_pod_lives() throws Exception {
    shop.grantAllBut("pods/exec");
    alertmanager.fire(sick);
    Eventually.isTrue("a last word", () -> verdict().startsWith("Evidence failed"));

    assertEquals(before.keySet(), shop.pods().keySet());
    Eventually.isTrue("what failed is told beside it", () -> !kept().isEmpty());
    assertEquals(List.of("manifest.json"), kept(), "no evidence, and the manifest that says why");
    assertTrue(said().contains("pods/exec"), said());
  }

  @Test
  void an_alert_that_resolves_while_the_namespace_is_paused_never_acts() throws Exception {
    shop.pause("true");
    Alertmanager.Firing firing = alertmanager.fire(sick);
    Eventually.isTrue("waiting", () -> verdict().startsWith("Waiting"));
    assertTrue(said().contains("selfheal.io/paused"), said());
    alertmanager.resolve(firing);
    Eventually.isTrue("resolved", () -> verdict().startsWith("Resolved meanwhile"));
    shop.pause("");

    assertEquals(before.keySet(), shop.pods().keySet());
    assertEquals(List.of(), responder.drive().files());
  }

  private String verdict() {
    List<SandboxSlackMessage> messages = responder.slack().messages();
    return messages.isEmpty() ? "" : messages.get(0).newest().text().replaceFirst("^\\W+", "");
  }

  private String said() {
    return String.join("\n", onlyMessage().newest().lines());
  }

  private SandboxSlackMessage onlyMessage() {
    List<SandboxSlackMessage> messages = responder.slack().messages();
    assertEquals(1, messages.size(), "one message per incident");
    return messages.get(0);
  }

  private List<String> kept() {
    return responder.drive().files().stream().map(SandboxDriveFile::name).toList();
  }

  private SandboxDriveFile heapDump() {
    return responder.drive().files().stream()
        .filter(file -> file.name().contains("heap-dump"))
        .findFirst()
        .orElse(null);
  }

  private static void tell(SandboxSlackMessage message) {
    System.out.println(message.channel() + ", version " + message.versions().size() + ":");
    message.newest().lines().forEach(line -> System.out.println("  " + line));
  }

  private static long common(Map<String, Shop.Pod> before, Map<String, Shop.Pod> after) {
    TreeSet<String> both = new TreeSet<>(before.keySet());
    both.retainAll(after.keySet());
    return both.size();
  }

  private static void assertWhole(SandboxDriveFile dump) throws Exception {
    Path content = dump.content().orElseThrow().file();
    assertTrue(dump.name().matches(".*\\.hprof\\.(gz|zst)"), dump.name());
    HprofFile file = HprofFile.read(dump.name(), content);
    assertEquals("JAVA PROFILE 1.0.2", file.format());
    assertEquals(HprofFile.END, file.lastTag());
    assertTrue(file.objectBytes() > 64_000_000, "the leak is in it");
    assertEquals(HprofFile.sha256(content), dump.appProperties().get("sha256"));
  }

  private void assertKeepsSecrets(SandboxSlackMessage message) throws Exception {
    for (String secret : responder.secrets()) {
      assertFalse(responder.log().contains(secret));
      assertFalse(message.versions().toString().contains(secret));
    }
  }
}
