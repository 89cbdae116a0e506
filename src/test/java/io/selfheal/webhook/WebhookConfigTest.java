package io.selfheal.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.access.Credentials;
import io.selfheal.config.ConfigFile;
import io.selfheal.config.Problem;
import io.selfheal.config.Problems;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WebhookConfigTest {
  private final Problems problems = new Problems("responder.yaml");

  @Test
  void nothing_configured_listens_without_credentials() {
    WebhookConfig config = read("listen: {}");

    assertEquals("0.0.0.0", config.port().host());
    assertEquals(8080, config.port().port());
    assertFalse(config.authenticates());
    assertEquals(List.of(), problems.found());
  }

  @Test
  void every_key_is_read() {
    WebhookConfig config =
        read(
            """
            listen:
              host: 127.0.0.1
              port: 0
              bearerTokenFiles: [/secrets/a, /secrets/b]
              basic: {username: alertmanager, passwordFile: /secrets/c}
              maxBody: 8MiB
              maxInFlight: 16MiB
              headerDeadline: 5s
              bodyDeadline: 20s
            """);

    assertEquals(List.of(), problems.found());
    assertEquals(
        new Credentials(
            List.of(Path.of("/secrets/a"), Path.of("/secrets/b")),
            Optional.of(new Credentials.Basic("alertmanager", Path.of("/secrets/c")))),
        config.credentials());
    assertTrue(config.authenticates());
    assertEquals(
        new WebhookConfig.Bounds(8 << 20, 16 << 20, Duration.ofSeconds(20)), config.bounds());
    assertEquals(Duration.ofSeconds(5), config.port().headerDeadline());
  }

  @Test
  void every_mistake_is_reported() {
    read(
        """
        listen:
          port: 70000
          bearerTokenFile: /secrets/a
          basic: {username: "a:b"}
          maxInFlight: 1MiB
        """);

    assertEquals(
        List.of(
            "listen.port",
            "listen.basic.username",
            "listen.basic.passwordFile",
            "listen.maxInFlight",
            "listen.bearerTokenFile"),
        problems.found().stream().map(Problem::path).toList());
  }

  private WebhookConfig read(String yaml) {
    return WebhookConfig.read(ConfigFile.parse(yaml, problems).section("listen"));
  }
}
