package io.selfheal.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.ManualClock;
import io.selfheal.incident.Incident;
import io.selfheal.incident.Outbox.Posting;
import io.selfheal.notification.NotificationException.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An incident in several channels, of which some cannot be used. */
class ChannelsTest {
  private static final Channels CHANNELS =
      new Channels(
          Map.of("payments", List.of("#payments", "#shop")),
          "#incidents",
          Map.of("P0", new Channels.Escalation(List.of("#major", "#shop"), List.of())));

  private final ManualClock clock = new ManualClock(Samples.NIGHT);
  private final MemoryOutbox outbox = new MemoryOutbox();
  private final RecordingNotifier slack = new RecordingNotifier();
  private Messenger messenger = messenger();

  @Test
  void a_team_and_a_priority_have_their_channels_each_told_once() {
    assertEquals(
        List.of("#payments", "#shop", "#major"), CHANNELS.of(Optional.of("payments"), "p0"));
    assertEquals(List.of("#incidents", "#major", "#shop"), CHANNELS.of(Optional.of("x"), "P0"));
    assertEquals(List.of("#payments", "#shop"), CHANNELS.of(Optional.of("payments"), "P1"));
  }

  @Test
  void each_channel_has_its_message_and_each_is_edited() {
    tell(Samples.admitted());
    tell(Samples.healed());
    assertEquals(
        List.of(
            "post #payments Responding: pay",
            "post #shop Responding: pay",
            "post #major Responding: pay",
            "edit #payments Healed: pay",
            "edit #shop Healed: pay",
            "edit #major Healed: pay"),
        slack.calls);
  }

  @Test
  void one_that_fails_holds_up_no_other_and_is_told_later() {
    slack.failing.put("#shop", failure(Reason.RATE_LIMITED));
    tell(Samples.admitted());
    assertEquals(2, slack.messages.size());
    slack.failing.clear();
    clock.advance(Duration.ofSeconds(10));
    messenger.runOnce();
    assertEquals(
        List.of(
            "post #payments Responding: pay",
            "post #shop Responding: pay",
            "post #major Responding: pay",
            "post #shop Responding: pay"),
        slack.calls);
  }

  @Test
  void two_that_cannot_be_used_share_one_message_in_the_default_channel_that_says_so() {
    slack.failing.put("#payments", failure(Reason.CHANNEL_UNUSABLE));
    slack.failing.put("#shop", failure(Reason.CHANNEL_UNUSABLE));
    for (int second = 0; second < 10; second++) {
      tell(Samples.admitted());
    }
    tell(Samples.healed());
    messenger = messenger();
    tell(Samples.healed());
    List<String> incidents =
        slack.calls.stream().filter(call -> call.contains("#incidents")).toList();
    assertEquals(
        List.of(
            "post #incidents Responding: pay",
            "edit #incidents Responding: pay",
            "edit #incidents Healed: pay"),
        incidents,
        slack.calls::toString);
    List<String> last =
        slack.messages.get(slack.messages.size() - 2).paragraphs().stream()
            .map(lines -> lines.get(0).label())
            .toList();
    assertEquals(List.of("Wrong channel", "Wrong channel"), last.subList(0, 2), last::toString);
  }

  @Test
  void a_message_of_before_several_channels_is_edited_and_not_posted_again() {
    tell(Samples.admitted());
    List<Posting> old =
        List.of(new Posting("", outbox.postings(Samples.admitted()).get(0).ref(), ""));
    outbox.noted(outbox.pending(Samples.admitted()), old);
    slack.calls.clear();
    tell(Samples.healed());
    assertEquals("edit #payments Healed: pay", slack.calls.get(0));
  }

  @Test
  void a_channel_that_fails_is_a_trouble_until_it_takes_something() {
    slack.failing.put("#shop", failure(Reason.UNAUTHORIZED));
    tell(Samples.admitted());
    assertEquals(Map.of("#shop", Reason.UNAUTHORIZED), messenger.troubles());
    slack.failing.clear();
    clock.advance(Duration.ofMinutes(2));
    messenger.runOnce();
    assertTrue(messenger.troubles().isEmpty());
  }

  private void tell(Incident incident) {
    outbox.changed(incident);
    messenger.runOnce();
    clock.advance(Duration.ofSeconds(2));
  }

  private Messenger messenger() {
    return new Messenger(
        outbox,
        slack,
        new Audience(CHANNELS, Samples.RULES),
        new StormNews(outbox, MemoryOutbox.STORM),
        clock);
  }

  private static NotificationException failure(Reason reason) {
    return new NotificationException(reason, "Cannot post: " + reason.slug() + "; look");
  }
}
