package io.selfheal.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.ManualClock;
import io.selfheal.incident.Incident;
import io.selfheal.incident.LedgerException;
import io.selfheal.incident.Outbox.Repeats;
import io.selfheal.incident.Outcome;
import io.selfheal.notification.NotificationException.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The message says how an incident stands; its thread says how it came to that. */
class ThreadsTest {
  private static final Channels CHANNELS =
      new Channels(Map.of("payments", "#payments"), "#incidents");

  private final ManualClock clock = new ManualClock(Samples.NIGHT);
  private final MemoryOutbox outbox = new MemoryOutbox();
  private final RecordingNotifier slack = new RecordingNotifier().withThreads();
  private Messenger messenger = messenger();

  @Test
  void an_incident_that_ends_at_once_has_one_reply_with_all_of_it() {
    tell(Samples.healed());
    run(Duration.ofSeconds(5));
    assertEquals(List.of("post #payments Healed: pay", "reply #payments Healed: pay"), slack.calls);
    String reply = slack.replies.get(0).paragraphs().toString();
    assertTrue(reply.contains("let it through 0.8 s after the alert came in"), reply);
    assertTrue(reply.contains("heap.hprof, 342.0 MiB"), reply);
    assertTrue(reply.contains("0.3 s after the evidence was secured"), reply);
    assertTrue(reply.contains("3 of 3 pods have been Ready"), reply);
  }

  @Test
  void what_happens_within_ten_seconds_is_one_reply() {
    clock.advance(Duration.ofSeconds(1));
    tell(Samples.admitted());
    clock.advance(Duration.ofSeconds(5));
    tell(Samples.secured());
    assertEquals(List.of(), slack.replies);
    run(Duration.ofSeconds(5));
    assertEquals(1, slack.replies.size());
    assertEquals(2, slack.replies.get(0).paragraphs().size());
    run(Duration.ofSeconds(60));
    assertEquals(1, slack.replies.size());
    assertEquals(List.of(), outbox.dueMessages(clock.instant(), 9));
  }

  @Test
  void nothing_is_said_twice_however_often_the_process_starts() {
    tell(Samples.secured());
    run(Duration.ofSeconds(15));
    messenger = messenger();
    tell(Samples.terminated());
    run(Duration.ofSeconds(15));
    messenger = messenger();
    tell(Samples.healed());
    run(Duration.ofSeconds(15));
    messenger = messenger();
    outbox.changed(Samples.healed());
    run(Duration.ofSeconds(15));
    assertEquals(3, slack.replies.size(), slack.calls::toString);
    assertEquals(List.of("Gates", "Thread dump", "Heap dump"), labels(0));
    assertEquals(List.of("Thread dump", "Heap dump", "Removed"), labels(1));
    assertEquals(List.of("End", "Recovered", "Time"), labels(2));
  }

  @Test
  void a_crash_between_a_reply_and_its_note_repeats_that_one_reply() {
    tell(Samples.healed());
    slack.crashAfterNext();
    assertThrows(RecordingNotifier.Crash.class, messenger::runOnce);
    messenger = messenger();
    run(Duration.ofSeconds(15));
    assertEquals(
        List.of(
            "post #payments Healed: pay",
            "reply #payments Healed: pay",
            "reply #payments Healed: pay"),
        slack.calls);
  }

  @Test
  void a_reply_that_the_ledger_could_not_note_is_not_repeated() {
    tell(Samples.healed());
    outbox.cannotNote = true;
    assertThrows(LedgerException.class, messenger::runOnce);
    outbox.cannotNote = false;
    run(Duration.ofSeconds(15));
    assertEquals(1, slack.replies.size());
  }

  @Test
  void a_repeat_and_a_resolved_join_the_thread() {
    tell(Samples.healed());
    run(Duration.ofSeconds(3));
    outbox.repeated(Samples.healed(), repeats(2));
    run(Duration.ofSeconds(15));
    outbox.repeated(Samples.healed(), repeats(3));
    run(Duration.ofSeconds(15));
    tell(Samples.resolved(Samples.healed()));
    run(Duration.ofSeconds(15));
    assertEquals(3, slack.replies.size());
    assertTrue(slack.replies.get(1).summary().startsWith("Alert: came again 2 times, last at"));
    assertEquals("Alert: it no longer fires, Alertmanager says", slack.replies.get(2).summary());
    String message = slack.messages.get(1).paragraphs().toString();
    assertTrue(message.contains("resolved 2026-11-21 02:45:42 UTC"), message);
  }

  @Test
  void a_gate_that_lets_it_wait_is_said_and_then_that_it_went_on() {
    tell(Samples.deferred());
    run(Duration.ofSeconds(15));
    tell(Samples.admitted());
    run(Duration.ofSeconds(15));
    assertEquals("Gate: " + Samples.COOLDOWN.sentence(), slack.replies.get(0).summary());
    assertTrue(slack.replies.get(1).summary().startsWith("Gates: let it through"));
  }

  @Test
  void a_message_that_was_deleted_comes_again_with_its_whole_thread() {
    tell(Samples.secured());
    run(Duration.ofSeconds(15));
    slack.failing.put("reply #payments", failure(Reason.MESSAGE_GONE));
    tell(Samples.terminated());
    run(Duration.ofSeconds(2));
    slack.failing.clear();
    run(Duration.ofSeconds(15));
    assertEquals(2, posts(), slack.calls::toString);
    assertEquals(List.of("Gates", "Thread dump", "Heap dump", "Removed"), labels(1));
  }

  @Test
  void a_channel_that_takes_no_replies_is_not_flooded_with_messages() {
    slack.failing.put("reply #payments", failure(Reason.MESSAGE_GONE));
    tell(Samples.healed());
    run(Duration.ofHours(1));
    assertEquals(2, posts(), slack.calls::toString);
    assertTrue(slack.calls.size() < 12, slack.calls::toString);
  }

  private long posts() {
    return slack.calls.stream().filter(call -> call.startsWith("post")).count();
  }

  @Test
  void who_is_called_is_called_at_the_post_and_when_it_ends_badly() {
    messenger = messenger(escalating());
    tell(Samples.admitted());
    tell(Samples.terminated());
    tell(Samples.ended(Samples.observedRecovery(), Outcome.NOT_HEALED, "2 of 3 pods are Ready"));
    run(Duration.ofSeconds(30));
    assertEquals(
        List.of(List.of("<!subteam^S0ONCALL>"), List.of(), List.of()),
        slack.messages.stream().map(IncidentMessage::mentions).toList());
    assertEquals(List.of("<!subteam^S0ONCALL>"), slack.replies.get(0).mentions());
  }

  @Test
  void a_good_end_calls_nobody() {
    messenger = messenger(escalating());
    tell(Samples.healed());
    run(Duration.ofSeconds(30));
    assertEquals(List.of(), slack.replies.get(0).mentions());
  }

  private static Channels escalating() {
    return new Channels(
        Map.of("payments", List.of("#payments")),
        "#incidents",
        Map.of("p0", new Channels.Escalation(List.of(), List.of("<!subteam^S0ONCALL>"))));
  }

  private List<String> labels(int reply) {
    return slack.replies.get(reply).paragraphs().stream()
        .flatMap(List::stream)
        .map(IncidentMessage.Line::label)
        .toList();
  }

  private Repeats repeats(int count) {
    return new Repeats(count, Optional.of(clock.instant()));
  }

  private void tell(Incident incident) {
    outbox.changed(incident);
    messenger.runOnce();
    clock.advance(Duration.ofSeconds(1));
  }

  private void run(Duration length) {
    for (long second = 0; second < length.toSeconds(); second++) {
      messenger.runOnce();
      clock.advance(Duration.ofSeconds(1));
    }
  }

  private Messenger messenger() {
    return messenger(CHANNELS);
  }

  private Messenger messenger(Channels channels) {
    return new Messenger(
        outbox,
        slack,
        new Audience(channels, Samples.RULES),
        new StormNews(outbox, MemoryOutbox.STORM),
        clock);
  }

  private static NotificationException failure(Reason reason) {
    return new NotificationException(reason, "Cannot post: " + reason.slug() + "; look");
  }
}
