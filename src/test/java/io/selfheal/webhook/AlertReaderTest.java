package io.selfheal.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.selfheal.alert.Alert;
import io.selfheal.alert.Fingerprint;
import io.selfheal.alert.Labels;
import io.selfheal.webhook.WebhookConfig.Bounds;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlertReaderTest {
  private static final String LABELS = "\"labels\":{\"alertname\":\"a\"}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "7 | an alert must be an object",
        "null | an alert must be an object",
        "\"text\" | an alert must be an object",
        "[{\"labels\":{\"a\":\"b\"}}] | an alert must be an object",
        "{} | an alert must have labels",
        "{\"labels\":null} | an alert must have labels",
        "{\"labels\":{}} | an alert must have labels",
        "{\"labels\":{\"a\":\"\"}} | an alert must have labels",
        "{\"labels\":[\"a\"]} | labels must be an object of texts",
        "{\"labels\":\"a\"} | labels must be an object of texts",
        "{\"labels\":{\"a\":1}} | a value in labels must be a text",
        "{\"labels\":{\"a\":null}} | a value in labels must be a text",
        "{\"labels\":{\"a\":{\"b\":[1,{}]}}} | a value in labels must be a text",
        "{\"labels\":{\"a\":\"\\ud800\"}} | a value in labels must be valid Unicode",
        "{\"labels\":{\"a\":\"b\"},\"annotations\":3} | annotations must be an object of texts",
        "{\"labels\":{\"a\":\"b\"},\"status\":3} | status must be a text",
        "{\"labels\":{\"a\":\"b\"},\"status\":\"pending\"} | status must be firing or resolved",
        "{\"labels\":{\"a\":\"b\"},\"startsAt\":12} | startsAt must be a text",
        "{\"labels\":{\"a\":\"b\"},\"startsAt\":\"yesterday\"}"
            + " | startsAt must be a time as 2026-11-21T02:45:12Z",
        "{\"labels\":{\"a\":\"b\"},\"startsAt\":\"+999999999-01-01T00:00:00Z\"}"
            + " | startsAt must lie between the years 1970 and 9999",
      })
  void what_is_no_alert_is_kept_with_its_text_and_reason(String json, String reason)
      throws IOException {
    List<Element> elements =
        parse("{\"alerts\":[{" + LABELS + "}, " + json + " ,{" + LABELS + "}]}");

    assertEquals(new Element.Unsound(json, reason), elements.get(1));
    assertInstanceOf(Element.Sound.class, elements.get(0));
    assertInstanceOf(Element.Sound.class, elements.get(2));
  }

  @Test
  void a_text_over_64_kib_spoils_its_alert_only() throws IOException {
    String tooLong = "x".repeat(100 * 1024);
    String bad = "{\"labels\":{\"alertname\":\"" + tooLong + "\"}}";

    List<Element> elements = parse("{\"alerts\":[" + bad + ",{" + LABELS + "}]}");

    Element.Unsound unsound = (Element.Unsound) elements.get(0);
    assertEquals("a value in labels must be at most 65536 characters long", unsound.reason());
    assertEquals(bad.substring(0, 4096), unsound.text());
    assertInstanceOf(Element.Sound.class, elements.get(1));
  }

  @Test
  void an_alert_with_more_labels_than_anybody_has_is_kept_apart() throws IOException {
    StringBuilder labels = new StringBuilder("\"a\":\"b\"");
    for (int i = 0; i < 256; i++) {
      labels.append(",\"l").append(i).append("\":\"v\"");
    }

    List<Element> elements = parse("{\"alerts\":[{\"labels\":{" + labels + "}}]}");

    assertEquals(
        "labels must have at most 256 entries", ((Element.Unsound) elements.get(0)).reason());
  }

  @Test
  void the_text_of_an_element_is_kept_wherever_the_buffers_end() throws IOException {
    for (int padding = 7_900; padding < 8_100; padding++) {
      String json = "{\"x\":\"" + "x".repeat(padding) + "\",\"alerts\":[{\"labels\":17}]}";

      assertEquals(
          List.of(new Element.Unsound("{\"labels\":17}", "labels must be an object of texts")),
          parse(json));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "\"0001-01-01T00:00:00Z\""})
  void no_start_and_the_zero_time_are_no_start(String startsAt) throws IOException {
    assertEquals(
        Optional.empty(), alert("{" + LABELS + ",\"startsAt\":" + startsAt + "}").startsAt());
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-21T02:45:12Z, 2026-11-21T02:45:12Z",
    "2026-11-21T02:45:12.123999789Z, 2026-11-21T02:45:12.123Z",
    "2026-11-21T08:15:12+05:30, 2026-11-21T02:45:12Z"
  })
  void a_start_is_read_with_offsets_and_cut_to_the_millisecond(String text, Instant expected)
      throws IOException {
    assertEquals(
        Optional.of(expected), alert("{" + LABELS + ",\"startsAt\":\"" + text + "\"}").startsAt());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"../../etc/passwd\"", "\"\"", "null", "\"0123456789abcde\""})
  void a_fingerprint_that_is_none_is_computed(String fingerprint) throws IOException {
    assertEquals(
        Fingerprint.of(Labels.of(Map.of("alertname", "a"))),
        alert("{\"fingerprint\":" + fingerprint + "," + LABELS + "}").fingerprint());
  }

  @Test
  void the_senders_fingerprint_is_used() throws IOException {
    assertEquals(
        "0123456789abcdef",
        alert("{\"fingerprint\":\"0123456789ABCDEF\"," + LABELS + "}").fingerprint().hex());
  }

  @Test
  void an_empty_label_is_no_label_as_in_alertmanager() throws IOException {
    assertEquals(
        Map.of("alertname", "a"),
        alert("{\"labels\":{\"alertname\":\"a\",\"empty\":\"\"}}").labels().values());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"$(reboot)", "../../../etc/passwd", "nul\\u0000nul", "line\\nline", "<!channel>"})
  void hostile_labels_are_texts_and_nothing_else(String value) throws IOException {
    Alert alert = alert("{\"labels\":{\"alertname\":\"" + value + "\"}}");

    assertEquals(
        value.replace("\\u0000", "\0").replace("\\n", "\n"),
        alert.labels().values().get("alertname"));
  }

  private static Alert alert(String json) throws IOException {
    return ((Element.Sound) parse("{\"alerts\":[" + json + "]}").get(0)).alert();
  }

  private static List<Element> parse(String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    Body body =
        new Body(
            new ByteArrayInputStream(bytes),
            Bounds.DEFAULT,
            new BytesInFlight(bytes.length),
            Clock.systemUTC());
    return NotificationParser.parse(body).elements();
  }
}
