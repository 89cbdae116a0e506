package io.selfheal.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.ManualClock;
import io.selfheal.alert.Labels;
import io.selfheal.incident.Incident;
import io.selfheal.incident.LedgerException;
import io.selfheal.incident.Outcome;
import io.selfheal.notification.NotificationException.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MessengerTest {
  private static final Channels CHANNELS =
      new Channels(Map.of("payments", "#payments"), "#incidents");

  private final ManualClock clock = new ManualClock(Samples.NIGHT);
  private final MemoryOutbox outbox = new MemoryOutbox();
  private final RecordingNotifier slack = new RecordingNotifier();
  private final Messenger messenger = messenger();

  @Test
  void posts_at_the_admission_and_edits_in_place_until_the_end() {
    tell(Samples.admitted());
    tell(Samples.secured());
    tell(Samples.healed());
    assertEquals(
        List.of(
            "post #payments Responding: pay",
            "edit #payments Evidence secured: pay",
            "edit #payments Healed: pay"),
        slack.calls);
  }

  @Test
  void one_who_is_no_longer_to_tell_people_leaves_the_rest_of_its_round_to_the_next() {
    outbox.changed(Samples.named("first", Samples.admitted()));
    outbox.changed(refusedOfNoTeam());
    outbox.loseAfterNext = true;
    messenger.runOnce();
    assertEquals(List.of("post #payments Responding: pay"), slack.calls);
  }

  @Test
  void a_change_that_nobody_would_see_is_no_edit() {
    tell(Samples.terminated());
    tell(Samples.terminated());
    assertEquals(1, slack.calls.size());
    assertTrue(outbox.dueMessages(clock.instant(), 1).isEmpty());
    tell(Samples.healed());
    assertEquals(2, slack.calls.size());
  }

  @Test
  void says_nothing_before_the_gates_have_spoken() {
    tell(Samples.received());
    tell(Samples.matched());
    assertEquals(List.of(), slack.calls);
    tell(Samples.deferred());
    assertEquals(List.of("post #payments Waiting: pay"), slack.calls);
  }

  @Test
  void every_conclusion_is_said_even_without_a_message_before() {
    for (Outcome outcome : Outcome.values()) {
      tell(Samples.named(outcome.slug(), Samples.ended(Samples.matched(), outcome, "why")));
    }
    assertEquals(Outcome.values().length, slack.calls.size());
  }

  @Test
  void a_refusal_is_said_once_an_hour_for_each_workload_and_reason() {
    tell(Samples.named("first", Samples.refused()));
    tell(Samples.named("second", Samples.refused()));
    assertEquals(1, slack.calls.size());
    clock.advance(Duration.ofMinutes(61));
    tell(Samples.named("third", Samples.refused()));
    assertEquals(2, slack.calls.size());
  }

  @Test
  void a_refusal_after_a_deferral_edits_the_message_that_is_there() {
    tell(Samples.deferred());
    tell(Samples.refused());
    assertEquals(
        List.of("post #payments Waiting: pay", "edit #payments Refused: pay"), slack.calls);
  }

  @Test
  void a_refusal_that_could_not_be_posted_keeps_its_right_to_be_said() {
    slack.failing.put("#payments", failure(Reason.UNREACHABLE));
    tell(Samples.refused());
    slack.failing.clear();
    outbox.changed(Samples.refused());
    clock.advance(Duration.ofMinutes(10));
    messenger.runOnce();
    assertEquals(1, slack.messages.size());
  }

  @Test
  void a_refusal_whose_post_a_crash_came_before_is_said_after_the_restart() {
    slack.crashNext();
    outbox.changed(Samples.named("first", Samples.refused()));
    assertThrows(RecordingNotifier.Crash.class, messenger::runOnce);
    outbox.changed(Samples.named("second", Samples.refused()));
    clock.advance(Duration.ofSeconds(2));
    messenger().runOnce();
    assertEquals(List.of("first"), slack.messages.stream().map(IncidentMessage::incident).toList());
  }

  @Test
  void a_restart_edits_what_was_posted_before_it() {
    tell(Samples.admitted());
    outbox.changed(Samples.healed());
    clock.advance(Duration.ofSeconds(2));
    messenger().runOnce();
    assertEquals("edit #payments Healed: pay", slack.calls.get(1));
  }

  @Test
  void a_post_that_the_ledger_could_not_note_is_not_repeated() {
    outbox.cannotNote = true;
    outbox.changed(Samples.admitted());
    assertThrows(LedgerException.class, messenger::runOnce);
    outbox.cannotNote = false;
    clock.advance(Duration.ofSeconds(2));
    messenger.runOnce();
    assertEquals(List.of("post #payments Responding: pay"), slack.calls);
    assertFalse(outbox.postings(Samples.admitted()).isEmpty());
  }

  @Test
  void a_channel_gets_one_message_a_second_and_the_newest_state() {
    outbox.changed(Samples.named("a", Samples.admitted()));
    outbox.changed(Samples.named("b", Samples.admitted()));
    messenger.runOnce();
    messenger.runOnce();
    assertEquals(1, slack.calls.size());
    outbox.changed(Samples.named("b", Samples.secured()));
    outbox.changed(Samples.named("b", Samples.healed()));
    clock.advance(Duration.ofSeconds(1));
    messenger.runOnce();
    assertEquals("post #payments Healed: pay", slack.calls.get(1));
    assertEquals(2, slack.calls.size());
  }

  @Test
  void a_channel_that_fails_holds_no_other_up() {
    slack.failing.put("#payments", failure(Reason.UNREACHABLE));
    outbox.changed(Samples.named("a", Samples.admitted()));
    outbox.changed(Samples.named("b", Samples.received(Labels.NONE, Labels.NONE)));
    outbox.changed(Samples.named("b", refusedOfNoTeam()));
    messenger.runOnce();
    assertEquals(1, slack.messages.size());
    assertEquals("unreachable", outbox.failures.get(0).code());
  }

  @Test
  void what_failed_is_tried_again_later_and_later() {
    slack.failing.put("#payments", failure(Reason.SERVER_ERROR));
    outbox.changed(Samples.admitted());
    messenger.runOnce();
    assertEquals(clock.instant().plusSeconds(5), outbox.retryAt(Samples.admitted()));
    clock.advance(Duration.ofSeconds(5));
    messenger.runOnce();
    assertEquals(clock.instant().plusSeconds(10), outbox.retryAt(Samples.admitted()));
  }

  @Test
  void a_wait_that_slack_asks_for_is_kept_by_the_whole_channel() {
    slack.failing.put("#payments", rateLimited(Duration.ofSeconds(30)));
    outbox.changed(Samples.named("a", Samples.admitted()));
    messenger.runOnce();
    assertEquals(
        clock.instant().plusSeconds(30), outbox.retryAt(Samples.named("a", Samples.admitted())));
    slack.failing.clear();
    outbox.changed(Samples.named("b", Samples.admitted()));
    clock.advance(Duration.ofSeconds(29));
    messenger.runOnce();
    assertEquals(1, slack.calls.size());
    clock.advance(Duration.ofSeconds(1));
    messenger.runOnce();
    assertEquals(2, slack.calls.size());
  }

  @Test
  void a_deleted_message_is_posted_anew() {
    tell(Samples.admitted());
    slack.failing.put("edit #payments", failure(Reason.MESSAGE_GONE));
    tell(Samples.healed());
    assertEquals("post #payments Healed: pay", slack.calls.get(2));
  }

  @Test
  void a_channel_that_cannot_be_used_falls_back_to_the_default_and_says_so() {
    slack.failing.put("#payments", failure(Reason.CHANNEL_UNUSABLE));
    tell(Samples.admitted());
    assertEquals("post #incidents Responding: pay", slack.calls.get(1));
    assertEquals("Wrong channel", slack.messages.get(0).paragraphs().get(0).get(0).label());
    tell(Samples.healed());
    assertEquals("edit #incidents Healed: pay", slack.calls.get(2));
  }

  @Test
  void a_default_channel_that_cannot_be_used_is_asked_seldom() {
    slack.failing.put("#payments", failure(Reason.CHANNEL_UNUSABLE));
    slack.failing.put("#incidents", failure(Reason.CHANNEL_UNUSABLE));
    outbox.changed(Samples.admitted());
    messenger.runOnce();
    assertEquals(clock.instant().plusSeconds(60), outbox.retryAt(Samples.admitted()));
  }

  @Test
  void a_message_that_surprises_us_does_not_stop_the_others() {
    slack.surpriseNext(new IllegalStateException("a bug"));
    outbox.changed(Samples.named("a", Samples.admitted()));
    outbox.changed(Samples.named("b", refusedOfNoTeam()));
    messenger.runOnce();
    assertEquals("rejected", outbox.failures.get(0).code());
    assertEquals(1, slack.messages.size());
  }

  @Test
  void what_is_over_for_three_days_is_not_tried_for_ever() {
    slack.failing.put("#payments", failure(Reason.UNAUTHORIZED));
    outbox.changed(Samples.healed());
    messenger.runOnce();
    clock.advance(Duration.ofHours(73));
    messenger.runOnce();
    clock.advance(Duration.ofHours(73));
    messenger.runOnce();
    assertEquals(2, slack.calls.size());
  }

  @Test
  void a_channel_never_comes_from_a_labels_text() {
    assertEquals(List.of("#incidents"), CHANNELS.of(Optional.of("#ceo"), "#ceo"));
    assertEquals(List.of("#incidents"), CHANNELS.of(Optional.empty(), ""));
    assertEquals(List.of("#payments"), CHANNELS.of(Optional.of("payments"), "P0"));
  }

  @Test
  void its_thread_tells_and_ends() throws InterruptedException {
    Messenger running = messenger();
    outbox.changed(Samples.admitted());
    running.start();
    slack.told.await();
    running.close(Duration.ofSeconds(10));
    assertEquals(1, slack.messages.size());
  }

  private void tell(Incident incident) {
    outbox.changed(incident);
    messenger.runOnce();
    clock.advance(Duration.ofSeconds(1));
  }

  private Messenger messenger() {
    return new Messenger(
        outbox,
        slack,
        new Audience(CHANNELS, Samples.RULES),
        new StormNews(outbox, MemoryOutbox.STORM),
        clock);
  }

  private static Incident refusedOfNoTeam() {
    return Samples.refusedWith(Labels.of(Map.of("alertname", "Other", "pod", "x")));
  }

  private static NotificationException failure(Reason reason) {
    return new NotificationException(reason, "Cannot post: " + reason.slug() + "; look");
  }

  private static NotificationException rateLimited(Duration rest) {
    return new NotificationException(Reason.RATE_LIMITED, "Cannot post", Optional.of(rest));
  }
}
