package io.selfheal.notification.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.selfheal.ManualClock;
import io.selfheal.config.ConfigFile;
import io.selfheal.config.Problem;
import io.selfheal.config.Problems;
import io.selfheal.incident.Incident;
import io.selfheal.incident.Outbox.MessageRef;
import io.selfheal.notification.NotificationException;
import io.selfheal.notification.NotificationException.Reason;
import io.selfheal.notification.Samples;
import io.selfheal.notification.Secret;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookNotifierTest {
  private static final String SECRET = "hush-hush";
  private static final Path GOLDEN = Path.of("src/test/resources/webhook/healed.json");
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  @TempDir Path folder;
  private final ManualClock clock = new ManualClock(Samples.NIGHT);
  private final Map<String, Incident> incidents = new HashMap<>();
  private final MockWebServer server = new MockWebServer();

  @BeforeEach
  void start() throws IOException {
    server.start();
    Files.writeString(folder.resolve("secret"), SECRET + "\n");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void sends_the_incident_in_its_documented_shape() throws Exception {
    String body = sent(Samples.healed()).getBody().utf8();
    String pretty = JSON.writeValueAsString(JSON.readTree(body)) + "\n";
    if (Boolean.getBoolean("golden.write")) {
      Files.createDirectories(GOLDEN.getParent());
      Files.writeString(GOLDEN, pretty);
    }
    assertEquals(Files.readString(GOLDEN), pretty);
  }

  /** Computed anew as RFC 2104 says, from the bytes that came over the wire. */
  @Test
  void another_program_can_verify_the_signature() throws Exception {
    RecordedRequest request = sent(Samples.healed());
    String header = request.getHeaders().get("X-SelfHeal-Signature");
    String time = header.replaceFirst("^t=(\\d+),v1=.*$", "$1");
    assertEquals(Samples.NIGHT.getEpochSecond(), Long.parseLong(time));
    byte[] signed = bytes(time + "." + request.getBody().utf8());
    assertEquals(hmac(bytes(SECRET), signed), header.replaceFirst("^.*,v1=", ""));
  }

  @Test
  void the_same_state_has_the_same_key_and_another_state_another() throws Exception {
    String first = key(sent(Samples.healed()));
    clock.advance(Duration.ofHours(1));
    assertEquals(first, key(sent(Samples.healed())));
    assertNotEquals(first, key(sent(Samples.terminated())));
    assertTrue(first.matches("20261121T024512-6f1c2a9b-[0-9a-f]{16}"), first);
  }

  @Test
  void an_edit_sends_the_new_state() throws Exception {
    sent(Samples.admitted());
    incidents.put(Samples.healed().id(), Samples.healed());
    server.enqueue(new MockResponse.Builder().code(204).build());
    webhook().edit(new MessageRef("ops", "x"), Samples.message(Samples.healed()));
    JsonNode body = JSON.readTree(server.takeRequest().getBody().utf8());
    assertEquals("healed", body.path("incident").path("conclusion").path("outcome").asText());
  }

  @ParameterizedTest
  @CsvSource({
    "302, REJECTED", "400, REJECTED", "401, UNAUTHORIZED", "404, CHANNEL_UNUSABLE",
    "408, SERVER_ERROR", "410, CHANNEL_UNUSABLE", "429, RATE_LIMITED", "503, SERVER_ERROR"
  })
  void a_status_has_a_reason_and_no_secret_leaks(int status, Reason reason) {
    server.enqueue(
        new MockResponse.Builder()
            .code(status)
            .addHeader("Retry-After", "7")
            .addHeader("Location", "http://127.0.0.1:1/")
            .body(SECRET)
            .build());
    NotificationException failure =
        assertThrows(NotificationException.class, () -> post(Samples.admitted()));
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    assertEquals(reason, failure.reason());
    assertEquals(Optional.of(Duration.ofSeconds(7)), failure.retryAfter());
    assertFalse(text.toString().contains(SECRET), text.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {name: ops, url: 'https://a.example/x', secretFile: /s} | ''
          {name: slack, url: 'https://a.example/x', secretFile: /s} | webhooks[0].name
          {url: 'https://a.example/x', secretFile: /s} | webhooks[0].name
          {name: ops, secretFile: /s} | webhooks[0].url
          {name: ops, url: 'ftp://a.example', secretFile: /s} | webhooks[0].url
          {name: ops, url: 'https://u:p@a.example', secretFile: /s} | webhooks[0].url
          {name: ops, url: 'https://a.example/x'} | webhooks[0].secretFile
          {name: ops, url: 'https://a.example/x', secret: s, secretFile: /s} | webhooks[0].secret
          """)
  void a_mistake_in_the_configuration_is_said_where_it_is(String yaml, String path) {
    Problems problems = new Problems("responder.yaml");
    WebhookTarget.read(ConfigFile.parse("webhooks: [" + yaml + "]", problems).sections("webhooks"));
    List<String> paths = problems.found().stream().map(Problem::path).distinct().toList();
    assertEquals(path.isEmpty() ? List.of() : List.of(path), paths);
    assertFalse(problems.found().toString().contains("u:p"), problems.found()::toString);
  }

  @Test
  void two_webhooks_have_two_names() {
    Problems problems = new Problems("responder.yaml");
    String one = "{name: ops, url: 'https://a.example/x', secretFile: /s}";
    WebhookTarget.read(
        ConfigFile.parse("webhooks: [" + one + "," + one + "]", problems).sections("webhooks"));
    assertEquals("webhooks[1].name", problems.found().get(0).path());
  }

  private static String key(RecordedRequest request) {
    return request.getHeaders().get("Idempotency-Key");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String hmac(byte[] key, byte[] text) throws NoSuchAlgorithmException {
    byte[] inner = sha256(padded(key, 0x36), text);
    return HexFormat.of().formatHex(sha256(padded(key, 0x5c), inner));
  }

  private static byte[] padded(byte[] key, int pad) {
    byte[] block = Arrays.copyOf(key, 64);
    for (int i = 0; i < block.length; i++) {
      block[i] ^= (byte) pad;
    }
    return block;
  }

  private static byte[] sha256(byte[] first, byte[] second) throws NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update(first);
    return digest.digest(second);
  }

  private RecordedRequest sent(Incident incident) throws Exception {
    server.enqueue(new MockResponse.Builder().code(200).build());
    post(incident);
    return server.takeRequest();
  }

  private void post(Incident incident) throws NotificationException {
    incidents.put(incident.id(), incident);
    webhook().post("ops", Samples.message(incident));
  }

  private WebhookNotifier webhook() {
    URI url = server.url("/incidents").uri();
    Secret secret = Secret.inFile(folder.resolve("secret"));
    return new WebhookNotifier(
        new WebhookTarget("ops", url, secret),
        id -> Optional.ofNullable(incidents.get(id)),
        Samples.RULES,
        clock);
  }
}
