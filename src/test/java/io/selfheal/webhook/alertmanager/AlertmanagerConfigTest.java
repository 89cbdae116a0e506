package io.selfheal.webhook.alertmanager;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.selfheal.config.ConfigFile;
import io.selfheal.config.Problem;
import io.selfheal.config.Problems;
import io.selfheal.config.Section;
import io.selfheal.webhook.alertmanager.AlertmanagerConfig.Access;
import io.selfheal.webhook.alertmanager.AlertmanagerConfig.Basic;
import io.selfheal.webhook.alertmanager.AlertmanagerConfig.Bounds;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlertmanagerConfigTest {
  private final Problems problems = new Problems("responder.yaml");

  @Test
  void nothing_configured_asks_nobody_and_misses_nobody() {
    assertEquals(Optional.empty(), AlertmanagerConfig.read(root("{}").section("alertmanager")));
    assertEquals(Optional.empty(), WatchdogConfig.read(root("{}").section("watchdog")));
    assertEquals(List.of(), problems.found());
  }

  @Test
  void urls_and_receiver_are_enough() {
    assertEquals(
        Optional.of(
            new AlertmanagerConfig(
                List.of(URI.create("http://am-0:9093/"), URI.create("https://am.example/prefix/")),
                "self-heal",
                Duration.ofMinutes(5),
                Access.OPEN,
                Bounds.DEFAULT)),
        read("{ urls: ['http://am-0:9093', 'https://am.example/prefix'], receiver: self-heal }"));
    assertEquals(List.of(), problems.found());
  }

  @Test
  void every_key_is_read() {
    AlertmanagerConfig config =
        read("""
                  urls: ["http://am:9093"]
                  receiver: self-heal
                  every: 1m
                  basic: { username: ops, passwordFile: /etc/password }
                  caFile: /etc/ca.crt
                  timeout: 5s
                  maxAnswer: 1MiB
                """)
            .orElseThrow();
    assertEquals(List.of(), problems.found());
    assertEquals(Duration.ofMinutes(1), config.every());
    assertEquals(
        new Access(
            Optional.empty(),
            Optional.of(new Basic("ops", Path.of("/etc/password"))),
            Optional.of(Path.of("/etc/ca.crt"))),
        config.access());
    assertEquals(new Bounds(Duration.ofSeconds(5), 1 << 20), config.bounds());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "am:9093",
        "file:///etc/passwd",
        "http://user:word@am:9093",
        "http://am:9093/?a=b",
        "http:///x",
        ""
      })
  void what_is_no_plain_web_address_is_a_mistake(String url) {
    read("{ urls: ['" + url + "'], receiver: self-heal }");
    assertEquals(List.of("alertmanager.urls"), places());
  }

  @Test
  void every_mistake_is_reported() {
    read(
        "{ every: 0s, bearerTokenFile: /a, basic: { username: 'a:b' }, timeout: 0s, maxAnswer: 1GiB, urll: x }");
    assertEquals(
        List.of(
            "alertmanager.urls",
            "alertmanager.receiver",
            "alertmanager.bearerTokenFile",
            "alertmanager.basic.passwordFile",
            "alertmanager.basic.username",
            "alertmanager.timeout",
            "alertmanager.maxAnswer",
            "alertmanager.every",
            "alertmanager.urll"),
        places());
  }

  @Test
  void a_watchdog_has_a_name_and_a_time() {
    assertEquals(
        Optional.of(new WatchdogConfig("Watchdog", Duration.ofMinutes(15))),
        WatchdogConfig.read(root("watchdog: { silentFor: 15m }").section("watchdog")));
    WatchdogConfig.read(root("watchdog: { alertname: ' ', silentFor: 0s }").section("watchdog"));
    assertEquals(List.of("watchdog.alertname", "watchdog.silentFor"), places());
  }

  private Optional<AlertmanagerConfig> read(String yaml) {
    String section = yaml.startsWith("{") ? "alertmanager: " + yaml : "alertmanager:\n" + yaml;
    return AlertmanagerConfig.read(root(section).section("alertmanager"));
  }

  private Section root(String yaml) {
    return ConfigFile.parse(yaml, problems);
  }

  private List<String> places() {
    return problems.found().stream().map(Problem::path).toList();
  }
}
