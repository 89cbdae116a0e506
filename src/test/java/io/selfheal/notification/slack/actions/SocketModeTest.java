package io.selfheal.notification.slack.actions;

import static io.selfheal.notification.slack.actions.AskedInSlack.EVE;
import static io.selfheal.notification.slack.actions.AskedInSlack.JANE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.selfheal.incident.Approval.Decision;
import io.selfheal.sandbox.slack.SandboxSlackFault;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Buttons without a port: the sandbox's Slack is connected to, by a real WebSocket. */
class SocketModeTest {
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  @TempDir Path folder;
  private AskedInSlack asked;

  @BeforeEach
  void open() throws IOException {
    log.start();
    ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).addAppender(log);
    asked = new AskedInSlack(folder, "appTokenFile: '%s'");
    asked.slack.awaitConnection();
  }

  @AfterEach
  void close() {
    asked.close();
    ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).detachAppender(log);
  }

  @Test
  void a_press_is_acknowledged_and_decides() {
    assertTrue(asked.slack.deliver(asked.terminate(JANE)));
    assertEquals(Decision.TERMINATE, asked.answer().orElseThrow().decision());
    assertEquals("jane (Slack U012JANE)", asked.answer().orElseThrow().by());
    assertEquals(1, asked.woken.get());
  }

  @Test
  void whoever_may_not_is_told_so() {
    assertTrue(asked.slack.deliver(asked.terminate(EVE)));
    assertTrue(asked.answer().isEmpty());
    assertTrue(asked.whispers().get(0).contains("slack.approvers"), asked.whispers().toString());
  }

  @Test
  void a_press_that_comes_twice_decides_once() {
    assertTrue(asked.slack.deliver(asked.keep(JANE)));
    assertTrue(asked.slack.deliver(asked.keep(JANE)));
    assertEquals(1, asked.woken.get());
  }

  @Test
  void a_connection_whose_end_is_announced_hears_until_there_is_another() {
    asked.slack.announceEndOfConnections();
    assertTrue(asked.slack.deliver(asked.terminate(EVE)));
    asked.slack.awaitConnection();
    assertTrue(asked.slack.deliver(asked.terminate(JANE)));
    assertTrue(asked.answer().isPresent());
  }

  @Test
  void a_connection_that_breaks_is_made_anew() {
    asked.slack.closeConnections();
    asked.slack.awaitConnection();
    assertTrue(asked.slack.deliver(asked.terminate(JANE)));
  }

  @Test
  void what_slack_refuses_is_tried_again_and_said_without_the_token() {
    asked.slack.failNext(SandboxSlackFault.error("invalid_auth"));
    asked.slack.closeConnections();
    asked.slack.awaitConnection();
    assertTrue(log.list.stream().anyMatch(this::saysWhy), log.list.toString());
    for (ILoggingEvent event : log.list) {
      String text = event.getFormattedMessage() + event.getKeyValuePairs();
      assertFalse(text.contains("hush") || text.contains("ticket"), text);
    }
  }

  private boolean saysWhy(ILoggingEvent event) {
    String why = String.valueOf(event.getKeyValuePairs());
    return event.getFormattedMessage().contains("slack.appTokenFile")
        && why.contains("invalid_auth; check slack.appTokenFile (an app-level token")
        && !why.contains("slack.tokenFile");
  }
}
