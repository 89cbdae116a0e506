package io.selfheal.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.ManualClock;
import io.selfheal.config.ConfigFile;
import io.selfheal.config.Problems;
import io.selfheal.incident.Incident;
import io.selfheal.incident.Ledger;
import io.selfheal.incident.Outbox.MessageRef;
import io.selfheal.incident.Outcome;
import io.selfheal.incident.ledger.SqliteLedger;
import io.selfheal.notification.slack.SlackConfig;
import io.selfheal.sandbox.slack.SandboxSlack;
import io.selfheal.sandbox.slack.SandboxSlackMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A day without Slack, on a real ledger, while incidents go on and the responder is killed: what
 * people read afterwards.
 */
class SlackOutageTest {
  private static final String TOKEN = "xoxb-sandbox";
  private static final List<String> CHANNELS = List.of("#incidents", "#payments", "#search");

  /** Of a second each; it takes a few hundred. */
  private static final int MOST_ROUNDS = 1_000;

  @TempDir Path folder;
  private final ManualClock clock = new ManualClock(Samples.NIGHT);
  private SandboxSlack slack;
  private SlackConfig config;
  private Ledger ledger;
  private Traffic traffic;
  private Messenger messenger;
  private boolean dying;
  private int crashes;

  /** The process ends here: Slack has it, and nobody has noted that. */
  private static final class Crash extends Error {}

  @BeforeEach
  void start() throws IOException {
    slack = SandboxSlack.start(TOKEN, clock, CHANNELS);
    slack.limitRate();
    Path token = Files.writeString(folder.resolve("token"), TOKEN);
    String yaml =
        "{tokenFile: '%s', apiUrl: '%s', defaultChannel: '#incidents', channels: {payments: '#payments', search: '#search'}}"
            .formatted(token, slack.apiUrl());
    config = SlackConfig.read(ConfigFile.parse(yaml, new Problems("test")), Map.of());
    begin();
  }

  @AfterEach
  void stop() {
    ledger.close();
    slack.close();
  }

  @Test
  void every_incident_of_a_day_without_slack_is_told_to_its_end() {
    go(Duration.ofHours(1), Duration.ofSeconds(20));
    slack.away(true);
    go(Duration.ofHours(8), Duration.ofMinutes(4));
    restart();
    go(Duration.ofHours(16), Duration.ofMinutes(4));
    slack.away(false);
    traffic.ends();
    crashInTheMiddle();
    drain();
    crashInTheMiddle();
    drain();

    Set<String> told = new HashSet<>();
    int twice = 0;
    for (SandboxSlackMessage message : slack.messages()) {
      twice += told.add(incident(message)) ? 0 : 1;
    }
    assertEquals(traffic.incidents(), told);
    assertTrue(told.size() > 120, told.size() + " incidents");
    assertTrue(twice <= crashes, twice + " twice after " + crashes + " crashes");
    assertEquals(2, crashes);
    assertEquals(List.of(), traffic.incidents().stream().filter(id -> !toldToItsEnd(id)).toList());
    assertEquals(List.of(), ledger.dueMessages(clock.instant().plus(Duration.ofDays(1)), 9));
  }

  private boolean toldToItsEnd(String id) {
    Incident incident = ledger.incident(id).orElseThrow();
    Outcome outcome = incident.progress().conclusion().orElseThrow().outcome();
    String end = outcome == Outcome.HEALED ? "🟢 Healed: " : "🔴 Not healed: ";
    List<SandboxSlackMessage> messages =
        slack.messages().stream().filter(message -> incident(message).equals(id)).toList();
    SandboxSlackMessage last = messages.get(messages.size() - 1);
    List<String> replies =
        last.replies().stream().flatMap(reply -> reply.lines().stream()).toList();
    return last.newest().lines().get(0).startsWith(end)
        && replies.stream().anyMatch(line -> line.startsWith("*End*"))
        && replies.stream().filter(line -> line.startsWith("*Removed*")).count() <= 2;
  }

  private static String incident(SandboxSlackMessage message) {
    List<String> lines = message.newest().lines();
    return lines.get(lines.size() - 1).replaceFirst("^incident ", "");
  }

  private void go(Duration length, Duration round) {
    for (Duration gone = Duration.ZERO; gone.compareTo(length) < 0; gone = gone.plus(round)) {
      traffic.go();
      messenger.runOnce();
      clock.advance(round);
    }
  }

  /** Until every incident is over and nothing is due any more, be it later. */
  private void drain() {
    until(this::quiet, "everything was told");
  }

  private void until(BooleanSupplier reached, String what) {
    for (int second = 0; !reached.getAsBoolean(); second++) {
      assertTrue(second < MOST_ROUNDS, () -> notReached(what));
      traffic.go();
      messenger.runOnce();
      clock.advance(Duration.ofSeconds(1));
    }
  }

  private String notReached(String what) {
    List<SandboxSlackMessage> messages = slack.messages();
    int replies = messages.stream().mapToInt(message -> message.replies().size()).sum();
    return "after %,d rounds it is not so that %s: %,d incidents, %,d messages, %,d replies"
        .formatted(MOST_ROUNDS, what, traffic.incidents().size(), messages.size(), replies);
  }

  private boolean quiet() {
    return ledger.open().isEmpty()
        && ledger.dueMessages(clock.instant().plus(Duration.ofDays(1)), 1).isEmpty();
  }

  private void crashInTheMiddle() {
    traffic.begins();
    dying = true;
    try {
      until(() -> !dying, "something new was posted, for a crash to come after");
      throw new AssertionError("the crash did not end the process");
    } catch (Crash expected) {
      crashes++;
      restart();
    }
  }

  private void restart() {
    ledger.close();
    begin();
  }

  private void begin() {
    ledger = SqliteLedger.open(folder.resolve("ledger.db"), clock);
    traffic = new Traffic(ledger, clock, traffic);
    messenger =
        new Messenger(
            ledger,
            new Mortal(config.notifier(System.out)),
            new Audience(config.channels(), Samples.RULES),
            new StormNews(ledger, MemoryOutbox.STORM),
            clock);
  }

  /** Slack's own notifier, in a process that may die once Slack has taken something. */
  private final class Mortal implements Notifier {
    private final Notifier mortal;

    Mortal(Notifier mortal) {
      this.mortal = mortal;
    }

    @Override
    public MessageRef post(String channel, IncidentMessage message) throws NotificationException {
      MessageRef ref = mortal.post(channel, message);
      die();
      return ref;
    }

    @Override
    public MessageRef edit(MessageRef ref, IncidentMessage message) throws NotificationException {
      return mortal.edit(ref, message);
    }

    @Override
    public void reply(MessageRef ref, IncidentMessage message) throws NotificationException {
      mortal.reply(ref, message);
    }

    @Override
    public boolean threads() {
      return mortal.threads();
    }

    private void die() {
      if (dying) {
        dying = false;
        throw new Crash();
      }
    }
  }
}
