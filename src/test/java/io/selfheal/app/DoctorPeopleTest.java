package io.selfheal.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.selfheal.sandbox.slack.SandboxSlack;
import io.selfheal.sandbox.slack.SandboxSlackFault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is told, and who tells us: with one thing broken at a time. */
class DoctorPeopleTest {
  private static final String SLACK =
      """
      slack:
        tokenFile: "%1$s/slack-token"
        apiUrl: "URL"
        defaultChannel: "#ops"
        channels: { pay: ["#payments", "C0000000003"] }
        priorities: { P0: { channels: ["#loud"] } }
      """;

  @TempDir Path folder;
  private DoctorScene scene;
  private final SandboxSlack slack =
      SandboxSlack.start(
          "xoxb-hush", Clock.systemUTC(), List.of("#ops", "#payments", "#oncall", "#loud"));

  @BeforeEach
  void open() throws IOException {
    scene = new DoctorScene(folder);
    Files.writeString(folder.resolve("slack-token"), "xoxb-hush");
    configure(SLACK);
  }

  @AfterEach
  void close() {
    scene.close();
    slack.close();
  }

  @Test
  void each_channel_is_looked_at_and_nothing_is_posted() {
    scene.assertWell("ok       slack: The token is of self-heal in Sandbox");
    for (String channel : List.of("#ops", "#payments", "C0000000003", "#loud")) {
      scene.assertSaid("ok       slack channel " + channel + ": The bot is in it");
    }
    assertEquals(List.of(), slack.messages());
  }

  @Test
  void a_token_that_slack_does_not_know_fails() throws IOException {
    Files.writeString(folder.resolve("slack-token"), "xoxb-hush-other");
    assertEquals(1, scene.examine());
    scene.assertSaid("failed   slack: Cannot see who we are in Slack: invalid_auth");
  }

  @Test
  void a_slack_that_is_away_fails_with_what_to_do() {
    slack.failNext(SandboxSlackFault.status(503));
    scene.assertFails("slack: Cannot see who we are in Slack: HTTP status 503; see that it is up");
  }

  @Test
  void a_token_that_may_not_post_fails() {
    slack.grant("channels:read", "groups:read");
    scene.assertFails("slack: The token lacks the scope chat:write");
  }

  @Test
  void channels_that_may_not_be_looked_at_are_warnings() {
    slack.grant("chat:write");
    scene.assertWarns("slack channel #loud: It could not be looked at");
    scene.assertSaid("warning  slack channel C0000000003: It could not be looked at");
  }

  @ParameterizedTest
  @CsvSource({
    "#loud, is_archived, It is archived",
    "#payments, not_in_channel, The bot is not in it",
    "#oncall, is_archived, It is archived"
  })
  void a_channel_that_cannot_be_used_fails(String channel, String error, String why) {
    slack.closeChannel(channel, error);
    String called = channel.equals("#oncall") ? "C0000000003" : channel;
    scene.assertFails("slack channel " + called + ": " + why);
  }

  @Test
  void a_public_channel_needs_no_invitation_with_the_scope_for_that() {
    slack.grant("chat:write", "chat:write.public", "channels:read");
    slack.closeChannel("#loud", "not_in_channel");
    scene.assertWell("ok       slack channel #loud: The bot may post there without being in it");
  }

  @ParameterizedTest
  @CsvSource({"#ops, #nowhere", "C0000000003, C0000000009"})
  void a_channel_that_is_not_there_fails(String right, String wrong) throws IOException {
    configure(SLACK.replace(right, wrong));
    scene.assertFails("slack channel " + wrong + ": There is none, or it is private");
  }

  @Test
  void secrets_of_buttons_are_read() throws IOException {
    configure(
        SLACK + "  appTokenFile: \"%1$s/app-token\"\n  approvers: { groups: [S0123456789] }\n");
    Files.writeString(folder.resolve("app-token"), "hush");
    scene.assertFails("slack buttons: The file of slack.appTokenFile holds none");
  }

  @Test
  void people_in_groups_need_a_scope_of_their_own() throws IOException {
    configure(
        SLACK + "  signingSecretFile: \"%1$s/signing\"\n  approvers: { groups: [S0123456789] }\n");
    Files.writeString(folder.resolve("signing"), "hush");
    slack.grant("chat:write", "channels:read", "groups:read");
    scene.assertFails("slack: The token lacks the scope usergroups:read");
  }

  @Test
  void a_webhook_of_slack_is_connected_to_and_sent_nothing() throws IOException {
    Files.writeString(folder.resolve("hook"), slack.webhookUrl().toString());
    configure("slack: { webhookUrlFile: \"%1$s/hook\" }\n");
    scene.assertWell("can be connected to; nothing was sent");
    assertEquals(List.of(), slack.messages());
  }

  @Test
  void a_webhook_that_nobody_listens_at_fails() throws IOException {
    Files.writeString(folder.resolve("signs"), "hush");
    configure(webhook("http://127.0.0.1:" + free()));
    scene.assertFails("webhook ops: Cannot connect to 127.0.0.1:");
  }

  @Test
  void each_webhook_is_looked_at() throws IOException {
    Files.writeString(folder.resolve("signs"), "hush");
    configure(
        """
        webhooks:
          - { name: ops, url: "%2$s", secretFile: "%%1$s/signs" }
          - { name: pager, url: "http://127.0.0.1:%1$s", secretFile: "%%1$s/signs" }
          - { name: chat, url: "%2$s", secretFile: "%%1$s/nowhere" }
        """
            .formatted(free(), slack.apiUrl()));
    assertEquals(1, scene.examine());
    scene.assertSaid("ok       webhook ops: 127.0.0.1:");
    scene.assertSaid("failed   webhook pager: Cannot connect to 127.0.0.1:");
    scene.assertSaid("failed   webhook chat: Cannot read the secret");
  }

  @Test
  void a_slack_that_nobody_listens_at_fails() {
    slack.close();
    scene.assertFailsAlone("slack");
    scene.assertSaid("ConnectException; see that this network may call it");
  }

  @Test
  void a_webhook_whose_name_nobody_knows_fails() throws IOException {
    Files.writeString(folder.resolve("signs"), "hush");
    configure(webhook("https://nowhere.invalid"));
    scene.assertFails("webhook ops: nowhere.invalid is no known name");
  }

  @Test
  void a_webhook_without_its_secret_fails() throws IOException {
    configure(webhook("http://127.0.0.1:1"));
    scene.assertFails("webhook ops: Cannot read the secret from the file ");
  }

  @Test
  void an_alertmanager_is_asked_where_there_is_one() throws IOException {
    try (MockWebServer alertmanager = new MockWebServer()) {
      alertmanager.start();
      configure(alertmanager("http://127.0.0.1:" + alertmanager.getPort()));
      alertmanager.enqueue(new MockResponse.Builder().body("[]").build());
      alertmanager.enqueue(new MockResponse.Builder().body("[{\"name\":\"self-heal\"}]").build());
      scene.assertWell("/ answers; of receiver self-heal fire 0");
      alertmanager.enqueue(new MockResponse.Builder().code(401).build());
      scene.assertFails("alertmanager: Cannot ask Alertmanager at http://127.0.0.1:");
    }
  }

  @Test
  void an_alertmanager_without_our_receiver_fails() throws IOException {
    try (MockWebServer alertmanager = new MockWebServer()) {
      alertmanager.start();
      configure(alertmanager("http://127.0.0.1:" + alertmanager.getPort()));
      alertmanager.enqueue(new MockResponse.Builder().body("[]").build());
      alertmanager.enqueue(new MockResponse.Builder().body("[{\"name\":\"other\"}]").build());
      scene.assertFails("alertmanager: http://127.0.0.1:");
      scene.assertSaid("/ has no receiver self-heal; name the one that sends alerts to us");
    }
  }

  @Test
  void an_alertmanager_that_nobody_listens_at_fails() throws IOException {
    configure(alertmanager("http://127.0.0.1:" + free()));
    scene.assertFails("alertmanager: Cannot ask Alertmanager at http://127.0.0.1:");
    scene.assertSaid("see that it runs and that the network policy lets us call it");
  }

  @Test
  void what_is_not_configured_is_skipped() throws IOException {
    configure("");
    scene.assertWell("skipped  slack: Messages go to the console");
    scene.assertSaid("skipped  alertmanager: Its URL is not configured");
  }

  private void configure(String more) throws IOException {
    scene.configure(DoctorScene.KEEPING + more.replace("URL\"", slack.apiUrl() + "\""));
  }

  private static String webhook(String url) {
    return "webhooks: [{ name: ops, url: \"" + url + "\", secretFile: \"%1$s/signs\" }]\n";
  }

  private static String alertmanager(String url) {
    return "alertmanager: { urls: [\"" + url + "\"], receiver: self-heal }\n";
  }

  private static int free() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
