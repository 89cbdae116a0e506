package io.selfheal.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A responder of its own account that takes evidence out of patients as one rule says. */
final class Evidence implements AutoCloseable {
  private static final String RULES =
      """
      rules:
        - name: evidence
          when: { priority: P0, alertname: { contains: memory } }
          capture: %s
          then: %s
          mode: %s
          limits: { cooldown: 0s }
      """;
  private static final String SECTIONS =
      """
      limits:
        { minOtherReady: 0, clockSkew: 0s, cooldown: 0s, perWorkload: 100/1h, perNamespace: 100/1h,
          perCluster: 100/1h, escalateAfter: 100/1h, storm: 100/1m }
      recovery: { readyFor: 0s }
      """;
  private static final String ALERT =
      """
      {"version":"4","status":"firing","alerts":[{"status":"firing","labels":{"priority":"P0",
       "alertname":"HighMemory%4$d","pod":"%2$s","namespace":"%1$s"},"startsAt":"%3$s"}]}
      """;
  private static final AtomicInteger ALERTS = new AtomicInteger();
  private static final int POLL_MILLIS = 100;

  private final Scratch scratch;
  private final Serve serve;
  private final AuditTrail audit;

  private Evidence(Scratch scratch, Serve serve, AuditTrail audit) {
    this.scratch = scratch;
    this.serve = serve;
    this.audit = audit;
  }

  /** The rule keeps the pod. */
  static Evidence keeping(String capture, String more) throws Exception {
    return start(rules(capture, "none", "capture"), Optional.empty(), more);
  }

  static Evidence keeping(String capture, ApiTrace trace) throws Exception {
    return start(rules(capture, "none", "capture"), Optional.of(trace), "");
  }

  /** The rule removes the pod. */
  static Evidence removing(String capture, String more) throws Exception {
    return start(rules(capture, "terminate", "enforce"), Optional.empty(), more);
  }

  static Evidence removing(String capture, ApiTrace trace) throws Exception {
    return start(rules(capture, "terminate", "enforce"), Optional.of(trace), "");
  }

  private static String rules(String capture, String then, String mode) {
    return RULES.formatted(capture, then, mode);
  }

  /**
   * @param trace by way of which it asks the API server
   * @param more sections of responder.yaml
   */
  private static Evidence start(String rules, Optional<ApiTrace> trace, String more)
      throws Exception {
    Scratch scratch = Scratch.create();
    Account account = Account.open(scratch);
    String kubernetes = trace.isPresent() ? account.section(trace.get().url()) : account.section();
    Serve.Sections sections = new Serve.Sections(kubernetes, "", SECTIONS + more);
    Serve serve = Serve.start(scratch, rules, sections, Serve.DEFAULT_OPTIONS);
    serve.awaitReady();
    return new Evidence(scratch, serve, AuditTrail.open(Serve.ledger(scratch)));
  }

  /** Of one incident from here on. */
  AuditTrail audit() {
    return audit;
  }

  Memory memory() {
    return serve.memory();
  }

  /** Posts an alert about the pod. The moment before it was sent. */
  Instant alert(Patient patient) throws Exception {
    audit.forget();
    Instant now = Instant.now();
    int number = ALERTS.incrementAndGet();
    Http.text(
        serve.alert(ALERT.formatted(Patient.NAMESPACE, patient.name(), now.toString(), number)));
    return now;
  }

  /** The incident is over and its files are in the store, from where they are then removed. */
  void settle() throws Exception {
    audit.await("closed", 1);
    while (serve.metric("selfheal_upload_backlog", "") > 0) {
      Thread.sleep(POLL_MILLIS);
    }
    Path store = scratch.folder().resolve("store");
    if (Files.exists(store)) {
      new Scratch(store).close();
    }
  }

  @Override
  public void close() throws IOException {
    try (scratch;
        serve;
        audit) {
      // In the opposite order.
    } catch (SQLException e) {
      throw new IOException("Cannot close the ledger", e);
    }
  }
}
