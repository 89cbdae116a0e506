package io.selfheal.sandbox;

import io.selfheal.kubernetes.PodRef;
import io.selfheal.sandbox.slack.SandboxSlackMessage;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/**
 * Plays the three shipped rules as Alertmanager would set them off, and prints what people would
 * see in Slack.
 */
final class Story {
  private static final Duration MOST = Duration.ofMinutes(2);
  private static final long LOOK_MILLIS = 100;

  private final Sandbox sandbox;
  private final PrintStream out;
  private final Instant begun = Instant.now();
  private final Map<String, String> told = new HashMap<>();

  Story(Sandbox sandbox, PrintStream out) {
    this.sandbox = sandbox;
    this.out = out;
  }

  /**
   * @return whether all of it came true
   */
  boolean play() throws IOException, InterruptedException, TimeoutException {
    say(
        "A cluster with three sick workloads is up: "
            + Sandbox.ACCEPT
            + ", "
            + Sandbox.PRICING
            + ", "
            + Sandbox.ORDERS);
    List<SandboxAlert> alerts =
        List.of(
            SandboxAlert.slowAccept(sick(Sandbox.ACCEPT)),
            SandboxAlert.hotCpu(sick(Sandbox.PRICING)),
            SandboxAlert.fullMemory(sick(Sandbox.ORDERS)));
    say("Alertmanager posts " + alerts.size() + " alerts to " + sandbox.webhook());
    String answer = SandboxAlert.post(sandbox.webhook(), sandbox.webhookToken(), alerts);
    say("answer: " + answer);
    Proof proof = new Proof(sandbox, alerts, answer);
    watch(proof);
    return conclude(proof);
  }

  /** Says how to set an alert off by hand. */
  void invite() throws InterruptedException, TimeoutException {
    PodRef pod = sick(Sandbox.ORDERS);
    say("The sandbox is up. Set off the memory rule for one of its pods:");
    out.println();
    out.println(
        "  "
            + SandboxAlert.fullMemory(pod)
                .curl(sandbox.webhook(), sandbox.folder().resolve("webhook.token")));
    out.println();
    out.println(
        "Ledger, spool and the sandbox's Drive: " + sandbox.folder() + ". Stop with Ctrl-C.");
  }

  private PodRef sick(String workload) throws InterruptedException, TimeoutException {
    return sandbox.pods(workload).get(0);
  }

  private void watch(Proof proof) throws InterruptedException {
    Instant end = Instant.now().plus(MOST);
    while (Instant.now().isBefore(end) && !proof.told()) {
      tellNews();
      Thread.sleep(LOOK_MILLIS);
    }
    tellNews();
  }

  private void tellNews() {
    for (SandboxSlackMessage message : sandbox.slack().messages()) {
      String news = message.newest().text();
      String known = told.put(message.channel() + message.ts(), news);
      if (!news.equals(known)) {
        say((known == null ? "posted in " : "edited in ") + message.channel() + ": " + news);
      }
    }
  }

  private boolean conclude(Proof proof) throws IOException, InterruptedException, TimeoutException {
    out.println();
    out.println("The last word in Slack:");
    sandbox.slack().messages().forEach(this::show);
    Map<String, Boolean> claims = proof.claims();
    out.println();
    claims.forEach((claim, holds) -> out.println((holds ? "  true   " : "  FALSE  ") + claim));
    proof.heapDump().ifPresent(file -> out.println("\nThe heap dump: " + file));
    proof.report().ifPresent(file -> out.println("The report: " + file));
    return !claims.containsValue(false);
  }

  private void show(SandboxSlackMessage message) {
    out.println();
    out.println("  " + message.channel());
    message.newest().lines().forEach(line -> out.println("    " + line));
  }

  private void say(String sentence) {
    out.printf(
        "[%5.1f s] %s%n", Duration.between(begun, Instant.now()).toMillis() / 1000.0, sentence);
  }
}
