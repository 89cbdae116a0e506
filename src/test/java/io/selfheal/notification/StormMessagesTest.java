package io.selfheal.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.ManualClock;
import io.selfheal.incident.Conclusion;
import io.selfheal.incident.Incident;
import io.selfheal.incident.Outcome;
import io.selfheal.incident.Reason;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** In a storm a channel is told once, instead of incident by incident. */
class StormMessagesTest {
  private static final Channels CHANNELS =
      new Channels(Map.of("payments", "#payments"), "#incidents");
  private static final Reason STORM = new Reason("storm", "More than 2 incidents came in.");

  private final ManualClock clock = new ManualClock(Samples.NIGHT);
  private final MemoryOutbox outbox = new MemoryOutbox();
  private final RecordingNotifier slack = new RecordingNotifier();
  private Messenger messenger = messenger();

  @Test
  void one_summary_stands_for_all_messages() {
    storm();
    changed("first", Samples.admitted());
    changed("second", Samples.secured());
    tell("third", Samples.deferred());
    tell("first", Samples.secured());
    assertEquals(List.of("post #payments Storm: 3 incidents, no pod is removed"), slack.calls);
    String text = slack.messages.get(0).paragraphs().toString();
    assertTrue(text.contains("Deployment shop/pay (3)"), text);
    assertTrue(text.contains("1 of 3 have gone that far"), text);
    assertTrue(text.contains("limits.storm") && text.contains("limits.stormQuiet"), text);
    assertTrue(text.contains("At 2026-11-21 02:46:12 UTC"), text);
  }

  @Test
  void a_message_from_before_the_storm_is_edited_on() {
    tell("first", Samples.admitted());
    storm();
    tell("first", Samples.secured());
    assertEquals("edit #payments Evidence secured: pay", slack.calls.get(1));
  }

  @Test
  void what_ends_in_the_storm_or_goes_on_after_it_is_told_by_itself() {
    storm();
    tell("first", Samples.secured());
    tell("first", Samples.healed());
    tell("second", Samples.secured());
    outbox.arrivals = List.of();
    tell("second", Samples.terminated());
    assertEquals(
        List.of(
            "post #payments Storm: 1 incident, no pod is removed",
            "post #payments Healed: pay",
            "post #payments Pod removed, waiting for its replacement: pay"),
        slack.calls);
  }

  @Test
  void what_was_refused_for_a_storm_is_said_once_for_its_workload() {
    tell("first", refusedForStorm());
    tell("second", refusedForStorm());
    assertEquals(List.of("post #payments Refused: pay"), slack.calls);
  }

  @Test
  void a_storm_that_goes_on_is_said_again_after_a_quarter_of_an_hour() {
    storm();
    tell("first", Samples.admitted());
    clock.advance(Duration.ofMinutes(14));
    storm();
    tell("second", Samples.admitted());
    assertEquals(1, slack.calls.size());
    clock.advance(Duration.ofMinutes(1));
    storm();
    tell("third", Samples.admitted());
    assertEquals(2, slack.calls.size());
  }

  @Test
  void another_process_knows_that_it_was_said() {
    storm();
    tell("first", Samples.admitted());
    messenger = messenger();
    tell("second", Samples.admitted());
    assertEquals(1, slack.calls.size());
  }

  @Test
  void a_summary_that_failed_is_tried_again() {
    storm();
    slack.failing.put(
        "#payments",
        new NotificationException(NotificationException.Reason.UNREACHABLE, "Cannot post"));
    tell("first", Samples.admitted());
    slack.failing.clear();
    clock.advance(Duration.ofSeconds(10));
    messenger.runOnce();
    assertEquals(1, slack.messages.size());
    assertEquals("Storm: 1 incident, no pod is removed", slack.messages.get(0).title());
  }

  private static Incident refusedForStorm() {
    return Samples.secured()
        .close(new Conclusion(Outcome.REFUSED, STORM), Samples.NIGHT.plusSeconds(60));
  }

  private void storm() {
    outbox.arrivals = Collections.nCopies(3, clock.instant());
  }

  private void tell(String id, Incident incident) {
    changed(id, incident);
    messenger.runOnce();
    clock.advance(Duration.ofSeconds(2));
  }

  private void changed(String id, Incident incident) {
    outbox.changed(Samples.named(id, incident));
  }

  private Messenger messenger() {
    Audience audience = new Audience(CHANNELS, Samples.RULES);
    return new Messenger(outbox, slack, audience, new StormNews(outbox, MemoryOutbox.STORM), clock);
  }
}
