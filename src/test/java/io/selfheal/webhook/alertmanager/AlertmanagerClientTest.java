package io.selfheal.webhook.alertmanager;

import static io.selfheal.webhook.alertmanager.AskedAlertmanager.alert;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.selfheal.webhook.alertmanager.AlertmanagerConfig.Access;
import io.selfheal.webhook.alertmanager.AlertmanagerConfig.Basic;
import io.selfheal.webhook.alertmanager.AlertmanagerConfig.Bounds;
import io.selfheal.webhook.alertmanager.AlertmanagerException.Reason;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One question, and how it can fail. */
class AlertmanagerClientTest {
  private static final Bounds IMPATIENT = new Bounds(Duration.ofMillis(300), 1 << 20);

  @TempDir Path folder;
  private final AskedAlertmanager asked = new AskedAlertmanager();

  @AfterEach
  void close() {
    asked.close();
  }

  @ParameterizedTest
  @CsvSource({
    "401, UNAUTHORIZED",
    "403, UNAUTHORIZED",
    "404, BAD_STATUS",
    "500, BAD_STATUS",
    "204, BAD_STATUS"
  })
  void a_status_other_than_200_is_a_failure(int status, Reason reason) {
    asked.answers(new MockResponse.Builder().code(status).build());
    assertEquals(reason, failure(Access.OPEN, Bounds.DEFAULT).reason());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>", "null", "7", "{}", "[", "[{}", "[]]", "[] x"})
  void what_the_api_does_not_send_is_malformed(String body) {
    asked.answers(200, body);
    assertEquals(Reason.MALFORMED, failure(Access.OPEN, Bounds.DEFAULT).reason());
  }

  @Test
  void a_redirect_is_not_followed() {
    try (AskedAlertmanager other = new AskedAlertmanager()) {
      other.lists(alert("web-0"));
      asked.answers(
          new MockResponse.Builder().code(302).addHeader("Location", other.url() + "api").build());
      assertEquals(Reason.BAD_STATUS, failure(Access.OPEN, Bounds.DEFAULT).reason());
      assertEquals(0, other.server().getRequestCount());
    }
  }

  @Test
  void an_answer_larger_than_the_bound_is_given_up() {
    asked.answers(200, "[" + " ".repeat(1 << 20) + "]");
    assertEquals(
        Reason.TOO_LARGE,
        failure(Access.OPEN, new Bounds(Duration.ofSeconds(30), 1 << 20)).reason());
  }

  @Test
  void no_answer_within_the_time_is_given_up() {
    asked.answers(Faults.silent());
    assertEquals(Reason.TIMEOUT, failure(Access.OPEN, IMPATIENT).reason());
  }

  @Test
  void an_answer_that_does_not_end_within_the_time_is_given_up() {
    asked.answers(Faults.halting());
    assertEquals(Reason.TIMEOUT, failure(Access.OPEN, IMPATIENT).reason());
  }

  @Test
  void an_answer_that_is_cut_is_no_answer() {
    asked.answers(Faults.cut());
    assertEquals(Reason.UNREACHABLE, failure(Access.OPEN, Bounds.DEFAULT).reason());
  }

  @Test
  void nobody_there_is_unreachable() {
    URI url = asked.url();
    asked.close();
    assertEquals(Reason.UNREACHABLE, failure(client(Access.OPEN, Bounds.DEFAULT, url)).reason());
  }

  @Test
  void shows_nobody_anything_when_it_has_nothing_to_show() throws Exception {
    asked.lists();
    client(Access.OPEN).firing();
    assertNull(asked.question().getHeaders().get("Authorization"));
  }

  @Test
  void a_token_is_read_for_each_question() throws Exception {
    Path file = Files.writeString(folder.resolve("token"), "first\n");
    AlertmanagerClient client = client(token(file));
    asked.lists();
    asked.lists();
    client.firing();
    Files.writeString(file, "the second one\n".replace(" ", "-"));
    client.firing();
    assertEquals("Bearer first", asked.question().getHeaders().get("Authorization"));
    assertEquals("Bearer the-second-one", asked.question().getHeaders().get("Authorization"));
  }

  @Test
  void a_password_is_shown_as_basic_authentication() throws Exception {
    Path file = Files.writeString(folder.resolve("password"), "open sesame\n");
    asked.lists();
    client(new Access(Optional.empty(), Optional.of(new Basic("ops", file)), Optional.empty()))
        .firing();
    assertEquals("Basic b3BzOm9wZW4gc2VzYW1l", asked.question().getHeaders().get("Authorization"));
  }

  @Test
  void without_its_secret_nothing_is_asked() {
    assertEquals(Reason.NO_SECRET, failure(token(folder.resolve("none")), Bounds.DEFAULT).reason());
    assertEquals(0, asked.server().getRequestCount());
  }

  @Test
  void leaks_no_secret() throws Exception {
    Path file = Files.writeString(folder.resolve("token"), "s3cret-of\nthe-responder");
    assertFalse(text(failure(token(file), Bounds.DEFAULT)).contains("s3cret"));
    Files.writeString(file, "s3cret-of-the-responder");
    asked.answers(500, "you said s3cret-of-the-responder");
    assertFalse(text(failure(token(file), Bounds.DEFAULT)).contains("s3cret"));
    asked.answers(200, "s3cret-of-the-responder");
    assertFalse(text(failure(token(file), Bounds.DEFAULT)).contains("s3cret"));
  }

  @Test
  void only_the_configured_authority_is_trusted() throws Exception {
    TestAuthority authority = TestAuthority.create(folder);
    asked.server().useHttps(authority.sockets());
    URI url = URI.create("https://localhost:" + asked.server().getPort() + "/");
    asked.lists(alert("web-0"));
    asked.lists(alert("web-0"));

    Access trusting = new Access(Optional.empty(), Optional.empty(), Optional.of(authority.file()));
    assertEquals(1, client(trusting, Bounds.DEFAULT, url).firing().firing().size());
    assertEquals(Reason.UNREACHABLE, failure(client(Access.OPEN, Bounds.DEFAULT, url)).reason());
  }

  @Test
  void an_authority_without_a_certificate_is_said() throws Exception {
    Path file = Files.writeString(folder.resolve("ca.crt"), "");
    Access access = new Access(Optional.empty(), Optional.empty(), Optional.of(file));
    assertEquals(Reason.NO_SECRET, failure(access, Bounds.DEFAULT).reason());
  }

  private AlertmanagerException failure(Access access, Bounds bounds) {
    return failure(client(access, bounds, asked.url()));
  }

  private static AlertmanagerException failure(AlertmanagerClient client) {
    return assertThrows(AlertmanagerException.class, client::firing);
  }

  private AlertmanagerClient client(Access access) {
    return client(access, Bounds.DEFAULT, asked.url());
  }

  private static AlertmanagerClient client(Access access, Bounds bounds, URI url) {
    return new AlertmanagerClient(url, AskedAlertmanager.config(access, bounds, url));
  }

  private static Access token(Path file) {
    return new Access(Optional.of(file), Optional.empty(), Optional.empty());
  }

  private static String text(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
