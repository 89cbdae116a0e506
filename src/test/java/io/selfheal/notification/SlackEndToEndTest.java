package io.selfheal.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.selfheal.ManualClock;
import io.selfheal.config.ConfigFile;
import io.selfheal.config.Problems;
import io.selfheal.incident.Incident;
import io.selfheal.notification.slack.SlackConfig;
import io.selfheal.sandbox.slack.SandboxSlack;
import io.selfheal.sandbox.slack.SandboxSlackFault;
import io.selfheal.sandbox.slack.SandboxSlackMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class SlackEndToEndTest {
  private static final String TOKEN = "xoxb-sandbox-hush";

  private final ManualClock clock = new ManualClock(Samples.NIGHT);
  private final MemoryOutbox outbox = new MemoryOutbox();
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private SandboxSlack slack;
  private Messenger messenger;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    slack = SandboxSlack.start(TOKEN, clock, List.of("#incidents", "#payments"));
    slack.limitRate();
    Path token = Files.writeString(folder.resolve("token"), TOKEN);
    String yaml =
        "{tokenFile: '%s', apiUrl: '%s', defaultChannel: '#incidents', channels: {payments: '#payments'}}"
            .formatted(token, slack.apiUrl());
    SlackConfig config = SlackConfig.read(ConfigFile.parse(yaml, new Problems("test")), Map.of());
    messenger =
        new Messenger(
            outbox,
            config.notifier(System.out),
            new Audience(config.channels(), Samples.RULES),
            new StormNews(outbox, MemoryOutbox.STORM),
            clock);
    log.start();
    ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).addAppender(log);
  }

  @AfterEach
  void stop() {
    ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).detachAppender(log);
    slack.close();
  }

  @Test
  void one_message_follows_the_incident_in_its_teams_channel() {
    tell(Samples.admitted());
    tell(Samples.secured());
    tell(Samples.terminated());
    tell(Samples.healed());
    SandboxSlackMessage message = slack.messages().get(0);
    assertEquals(1, slack.messages().size());
    assertEquals("#payments", message.channel());
    assertEquals(4, message.versions().size());
    assertTrue(message.newest().lines().contains("🟢 Healed: pay"), message.newest().toString());
  }

  @Test
  void every_state_and_its_thread_is_accepted() {
    Samples.all().forEach((name, incident) -> tell(Samples.named(name, incident)));
    for (int second = 0; second < 60; second++) {
      messenger.runOnce();
      clock.advance(Duration.ofSeconds(1));
    }
    assertEquals(List.of(), outbox.failures);
    assertEquals(List.of(), outbox.dueMessages(clock.instant(), 99));
    assertTrue(slack.messages().stream().noneMatch(message -> message.replies().isEmpty()));
  }

  @Test
  void the_details_are_in_the_thread() {
    tell(Samples.healed());
    tell(Samples.healed());
    List<String> thread = slack.messages().get(0).replies().get(0).lines();
    assertTrue(thread.get(0).startsWith("*Gates* let it through"), thread::toString);
    assertTrue(thread.stream().anyMatch(line -> line.contains("SHA-256 cdcd")), thread::toString);
  }

  @Test
  void a_channel_without_the_bot_falls_back_and_says_so() {
    slack.closeChannel("#payments", "not_in_channel");
    tell(Samples.admitted());
    SandboxSlackMessage message = slack.messages().get(0);
    assertEquals("#incidents", message.channel());
    assertTrue(message.newest().lines().get(1).contains("not_in_channel"));
  }

  @Test
  void a_deleted_message_comes_back() {
    tell(Samples.admitted());
    slack.delete(slack.messages().get(0));
    tell(Samples.healed());
    assertEquals(1, slack.messages().size());
  }

  @Test
  void a_rate_limit_and_an_outage_lose_nothing() {
    slack.failNext(SandboxSlackFault.rateLimited(Duration.ofSeconds(20)));
    slack.failNext(SandboxSlackFault.status(503));
    tell(Samples.admitted());
    clock.advance(Duration.ofSeconds(20));
    messenger.runOnce();
    assertEquals(2, outbox.failures.size());
    clock.advance(Duration.ofMinutes(5));
    messenger.runOnce();
    assertEquals(1, slack.messages().size());
  }

  @Test
  void the_log_leaks_no_secret() {
    for (String error : List.of("invalid_auth", "not_in_channel", "internal_error")) {
      slack.failNext(SandboxSlackFault.error(error));
      tell(Samples.named(error, Samples.admitted()));
    }
    assertFalse(log.list.isEmpty());
    for (ILoggingEvent event : log.list) {
      assertFalse(
          (event.getFormattedMessage() + event.getKeyValuePairs()).contains(TOKEN),
          event::toString);
    }
  }

  private void tell(Incident incident) {
    outbox.changed(incident);
    messenger.runOnce();
    clock.advance(Duration.ofSeconds(1));
  }
}
