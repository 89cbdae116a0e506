package io.selfheal.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.selfheal.access.AccessException;
import io.selfheal.access.Credentials;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class AuthenticationTest {
  @TempDir Path folder;
  private Path first;
  private Path second;
  private Credentials tokens;

  @BeforeEach
  void write() throws Exception {
    first = Files.writeString(folder.resolve("first"), "first-secret\n");
    second = Files.writeString(folder.resolve("second"), "second-secret\n");
    tokens = new Credentials(List.of(first, second), Optional.empty());
  }

  @Test
  void both_tokens_of_a_rotation_are_valid() throws Exception {
    try (Webhook webhook = Webhook.open(tokens)) {
      assertEquals(200, webhook.postWith("Bearer first-secret").statusCode());
      assertEquals(200, webhook.postWith("bearer second-secret").statusCode());
    }
  }

  @Test
  void without_a_valid_token_nothing_is_taken() throws Exception {
    try (Webhook webhook = Webhook.open(tokens)) {
      HttpResponse<String> answer = webhook.post(Webhook.MINIMAL);

      assertEquals(401, answer.statusCode());
      assertEquals(
          "Bearer realm=\"self-heal-responder\"",
          answer.headers().firstValue("WWW-Authenticate").orElse(""));
      assertEquals(401, webhook.postWith("Bearer wrong").statusCode());
      assertEquals(List.of(), webhook.inbox.accepted());
    }
  }

  @Test
  void a_token_is_replaced_without_a_restart() throws Exception {
    try (Webhook webhook = Webhook.open(tokens)) {
      webhook.postWith("Bearer first-secret");
      Files.writeString(first, "third-secret-of-another-length");

      assertEquals(401, webhook.postWith("Bearer first-secret").statusCode());
      assertEquals(200, webhook.postWith("Bearer third-secret-of-another-length").statusCode());
    }
  }

  @Test
  void while_a_token_file_is_away_senders_are_told_to_come_again() throws Exception {
    try (Webhook webhook = Webhook.open(tokens)) {
      Files.delete(first);

      assertEquals(503, webhook.postWith("Bearer first-secret").statusCode());
      assertEquals(200, webhook.postWith("Bearer second-secret").statusCode());
    }
  }

  @Test
  void a_user_with_a_password_is_let_in() throws Exception {
    Credentials basic =
        new Credentials(List.of(), Optional.of(new Credentials.Basic("alertmanager", first)));
    try (Webhook webhook = Webhook.open(basic)) {
      assertEquals(200, webhook.postWith(basic("alertmanager:first-secret")).statusCode());
      assertEquals(401, webhook.postWith(basic("alertmanager:wrong")).statusCode());
      assertEquals(401, webhook.postWith("Bearer first-secret").statusCode());
    }
  }

  @Test
  void probes_need_no_credentials() throws Exception {
    try (Webhook webhook = Webhook.open(tokens)) {
      assertEquals(200, webhook.send(webhook.request("/readyz").GET()).statusCode());
    }
  }

  @Test
  void an_empty_or_missing_token_file_stops_the_start() throws Exception {
    Files.writeString(first, "\n");
    Files.delete(second);

    AccessException e = assertThrows(AccessException.class, () -> Webhook.open(tokens));

    assertTrue(e.getMessage().contains("first: it is empty"), e.getMessage());
    assertTrue(e.getMessage().contains("second: there is no such file"), e.getMessage());
  }

  @Test
  void leaks_no_secret() throws Exception {
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    Logger root = (Logger) LoggerFactory.getLogger("io.selfheal");
    Level level = root.getLevel();
    root.setLevel(Level.TRACE);
    root.addAppender(log);
    try (Webhook webhook = Webhook.open(tokens)) {
      String answers =
          webhook.postWith("Bearer first-secret").body()
              + webhook.postWith("Bearer first-secret-wrong").body();
      webhook.inbox.fail(true);
      answers += webhook.postWith("Bearer second-secret").body();

      String logged =
          log.list.stream().map(e -> e + " " + e.getKeyValuePairs()).toList().toString();
      assertTrue(logged.contains("was refused"), logged);
      assertFalse((answers + logged + tokens).contains("-secret"), answers + logged);
    } finally {
      root.detachAppender(log);
      root.setLevel(level);
    }
  }

  private static String basic(String pair) {
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }
}
