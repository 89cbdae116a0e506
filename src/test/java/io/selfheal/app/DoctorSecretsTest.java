package io.selfheal.app;

import io.selfheal.sandbox.slack.SandboxSlack;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each file that holds a secret: missing, empty, and one that cannot be read. */
class DoctorSecretsTest {
  private static final String PEOPLE =
      """
      operator:
        bearerTokenFiles: ["%%1$s/operator", "%%1$s/operator-next"]
        basic: { username: jane, passwordFile: "%%1$s/operator-password" }
      slack:
        tokenFile: "%%1$s/slack-token"
        apiUrl: "%1$s"
        defaultChannel: "#ops"
        appTokenFile: "%%1$s/app-token"
        signingSecretFile: "%%1$s/signing"
        approvers: { users: [U012JANE] }
      webhooks:
        - { name: ops, url: "%1$s", secretFile: "%%1$s/signs" }
      alertmanager:
        urls: ["http://127.0.0.1:%2$d"]
        receiver: self-heal
        %3$s
      """;
  private static final String BEARER = "bearerTokenFile: \"%1$s/alertmanager\"";
  private static final String BASIC = "basic: { username: u, passwordFile: \"%1$s/alertmanager\" }";
  private static final List<String> FILES =
      List.of("operator", "operator-next", "operator-password", "signing", "signs", "alertmanager");

  @TempDir Path folder;
  private DoctorScene scene;
  private final MockWebServer alertmanager = new MockWebServer();
  private final SandboxSlack slack =
      SandboxSlack.start("xoxb-hush", Clock.systemUTC(), List.of("#ops"));

  @BeforeEach
  void open() throws IOException {
    scene = new DoctorScene(folder);
    for (String file : FILES) {
      Files.writeString(folder.resolve(file), "hush-" + file);
    }
    Files.writeString(folder.resolve("slack-token"), "xoxb-hush");
    Files.writeString(folder.resolve("app-token"), "xapp-hush");
    alertmanager.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            boolean receivers = request.getTarget().endsWith("receivers");
            String body = receivers ? "[{\"name\":\"self-heal\"}]" : "[]";
            return new MockResponse.Builder().body(body).build();
          }
        });
    alertmanager.start(InetAddress.getLoopbackAddress(), 0);
    configure(BEARER);
  }

  @AfterEach
  void close() {
    scene.close();
    slack.close();
    alertmanager.close();
  }

  @Test
  void all_can_be_read() {
    scene.assertWell("ok       listen: What callers are to show can be read");
    scene.assertSaid("ok       operator: What callers are to show can be read");
    scene.assertSaid("ok       slack buttons: The app token can be read");
    scene.assertSaid("ok       slack buttons: The signing secret can be read");
  }

  @Test
  void a_port_without_credentials_is_skipped() throws IOException {
    scene.configure(DoctorScene.KEEPING);
    scene.assertWell("skipped  operator: No credentials are configured");
  }

  @ParameterizedTest
  @CsvSource({
    "alerts, listen: Cannot read the secret in",
    "operator, operator: Cannot read the secret in",
    "operator-next, operator: Cannot read the secret in",
    "operator-password, operator: Cannot read the secret in",
    "slack-token, slack",
    "app-token, slack buttons: ",
    "signing, slack buttons: ",
    "signs, webhook ops: Cannot read the secret from",
    "alertmanager, alertmanager: Cannot read the secret in"
  })
  void one_that_cannot_be_used_fails(String file, String check) throws IOException {
    Files.delete(folder.resolve(file));
    scene.assertFailsAlone(check);
    Files.writeString(folder.resolve(file), "\n");
    scene.assertFailsAlone(check);
    Files.delete(folder.resolve(file));
    Files.createDirectory(folder.resolve(file));
    scene.assertFailsAlone(check);
  }

  @Test
  void a_password_for_alertmanager_that_is_not_there_fails() throws IOException {
    configure(BASIC);
    Files.delete(folder.resolve("alertmanager"));
    scene.assertFailsAlone("alertmanager: Cannot read the secret in");
  }

  @Test
  void a_password_of_postgresql_that_is_not_there_fails() throws IOException {
    scene.configure(
        """
        spool: { folder: "%1$s/spool", quota: 1MiB }
        store: { folder: "%1$s/store" }
        ledger:
          postgresql: { hosts: ["127.0.0.1:1"], passwordFile: "%1$s/nowhere", tls: disable }
        """);
    scene.assertFailsAlone("ledger: ");
    scene.assertSaid("/nowhere");
  }

  @Test
  void a_webhook_of_slack_that_is_no_url_fails_without_its_words() throws IOException {
    scene.configure(DoctorScene.KEEPING + "slack: { webhookUrlFile: \"%1$s/signs\" }\n");
    scene.assertFailsAlone("slack webhook: Cannot use a secret from the file ");
    Files.delete(folder.resolve("signs"));
    scene.assertFailsAlone("slack webhook: Cannot ");
  }

  private void configure(String access) throws IOException {
    scene.configure(
        DoctorScene.KEEPING + PEOPLE.formatted(slack.apiUrl(), alertmanager.getPort(), access));
  }
}
