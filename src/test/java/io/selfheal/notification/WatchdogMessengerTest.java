package io.selfheal.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.ManualClock;
import io.selfheal.notification.NotificationException.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WatchdogMessengerTest {
  private static final String SILENT = "post #self-heal No alerts reach the responder";
  private static final String BACK = "post #self-heal Alerts reach the responder again";

  private final ManualClock clock = new ManualClock(Samples.NIGHT);
  private final RecordingNotifier slack = new RecordingNotifier();
  private boolean tells = true;
  private Optional<Duration> silence = Optional.empty();
  private final WatchdogMessenger messenger =
      new WatchdogMessenger(
          slack,
          new Channels(Map.of(), "#self-heal"),
          "Watchdog",
          () -> tells,
          () -> silence,
          clock);

  @Test
  void says_nothing_while_the_watchdog_comes() {
    rounds(3);
    assertEquals(List.of(), slack.calls);
  }

  @Test
  void of_several_responders_one_says_it() {
    tells = false;
    silence = Optional.of(Duration.ofMinutes(15));
    rounds(3);
    assertEquals(List.of(), slack.calls);
  }

  @Test
  void says_once_that_it_stays_away_and_once_that_it_is_back() {
    silence = Optional.of(Duration.ofMinutes(15));
    rounds(3);
    silence = Optional.empty();
    rounds(3);
    assertEquals(List.of(SILENT, BACK), slack.calls);
    assertTrue(slack.messages.get(0).summary().startsWith("Watchdog has not come for 15 min 0 s."));
    assertEquals(
        List.of(Tone.ALARM, Tone.GOOD),
        slack.messages.stream().map(IncidentMessage::tone).toList());
  }

  @Test
  void a_message_that_is_not_taken_is_tried_again_less_and_less_often() {
    silence = Optional.of(Duration.ofMinutes(15));
    fail();
    rounds(20);
    assertEquals(List.of(SILENT, SILENT, SILENT), slack.calls);
    slack.failing.clear();
    rounds(60);
    assertEquals(1, slack.messages.size());
  }

  @Test
  void what_is_over_before_it_could_be_said_is_not_said() {
    silence = Optional.of(Duration.ofMinutes(15));
    fail();
    rounds(1);
    silence = Optional.empty();
    slack.failing.clear();
    rounds(60);
    assertEquals(List.of(), slack.messages);
  }

  private void fail() {
    slack.failing.put("#self-heal", new NotificationException(Reason.UNREACHABLE, "away"));
  }

  private void rounds(int seconds) {
    for (int i = 0; i < seconds; i++) {
      messenger.runOnce();
      clock.advance(Duration.ofSeconds(1));
    }
  }
}
