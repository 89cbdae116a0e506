package io.selfheal.sandbox.slack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxSlackTest {
  private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

  private final HttpClient client = HttpClient.newHttpClient();
  private final SandboxSlack slack = SandboxSlack.start("xoxb-1", CLOCK, List.of("#a", "#b"));

  @AfterEach
  void stop() {
    slack.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"channel":"#nowhere","text":"x"} | channel_not_found
          {"channel":"#a"} | no_text
          {"channel":"#a","blocks":[{"type":"table"}]} | invalid_blocks
          {"channel":"#a","blocks":[{"type":"section","text":{"type":"mrkdwn","text":""}}]} | invalid_blocks
          {"channel":"#b","text":"x"} | not_in_channel
          """)
  void refuses_as_slack_does(String body, String error) throws Exception {
    slack.closeChannel("#b", "not_in_channel");
    assertTrue(call("chat.postMessage", "xoxb-1", body).body().contains(error));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{'type':'button','text':{'type':'plain_text','text':'x'}}",
        "{'type':'button','action_id':'a','text':{'type':'mrkdwn','text':'x'}}",
        "{'type':'button','action_id':'a','text':{'type':'plain_text','text':'LONG'}}",
        "{'type':'button','action_id':'a','value':'LONG','text':{'type':'plain_text','text':'x'}}",
        "{'type':'button','action_id':'LONG','text':{'type':'plain_text','text':'x'}}",
        "{'type':'button','action_id':'a','style':'red','text':{'type':'plain_text','text':'x'}}",
        "{'type':'button','action_id':'a','confirm':{},'text':{'type':'plain_text','text':'x'}}",
        "GOOD,GOOD",
        "{'type':'radio','action_id':'a'}"
      })
  void refuses_buttons_that_slack_refuses(String elements) throws Exception {
    assertTrue(postButtons(elements).contains("invalid_blocks"), elements);
  }

  @Test
  void takes_buttons_that_slack_takes() throws Exception {
    assertTrue(postButtons("GOOD").contains("\"ok\":true"));
  }

  @Test
  void a_button_that_is_not_there_cannot_be_pressed() throws Exception {
    postButtons("GOOD");
    SandboxSlackMessage message = slack.messages().get(0);
    SandboxSlackPress.User jane = new SandboxSlackPress.User("U012JANE", "jane");
    SandboxSlackPress press = slack.press(message, message.newest(), "a", jane);
    assertEquals("v", press.payload().at("/actions/0/value").asText());
    assertThrows(
        IllegalArgumentException.class, () -> slack.press(message, message.newest(), "b", jane));
  }

  @Test
  void a_press_that_nobody_hears_is_not_acknowledged() throws Exception {
    postButtons("GOOD");
    SandboxSlackMessage message = slack.messages().get(0);
    SandboxSlackPress.User jane = new SandboxSlackPress.User("U012JANE", "jane");
    assertFalse(slack.deliver(slack.press(message, message.newest(), "a", jane)));
  }

  @Test
  void only_the_apps_token_opens_connections() throws Exception {
    assertTrue(call("apps.connections.open", "xapp-1", "{}").body().contains("invalid_auth"));
    slack.useSockets("xapp-1");
    assertTrue(call("apps.connections.open", "xoxb-1", "{}").body().contains("invalid_auth"));
    assertTrue(call("apps.connections.open", "xapp-1", "{}").body().contains("ws://127.0.0.1:"));
  }

  @Test
  void refuses_what_is_too_long() throws Exception {
    String text = "{\"channel\":\"#a\",\"text\":\"" + "x".repeat(40_001) + "\"}";
    assertTrue(call("chat.postMessage", "xoxb-1", text).body().contains("msg_too_long"));
  }

  @Test
  void refuses_another_token() throws Exception {
    assertTrue(call("auth.test", "xoxb-2", "{}").body().contains("invalid_auth"));
    assertTrue(call("auth.test", "xoxb-1", "{}").body().contains("\"ok\":true"));
  }

  @Test
  void keeps_every_edit() throws Exception {
    call("chat.postMessage", "xoxb-1", "{\"channel\":\"a\",\"text\":\"one\"}");
    SandboxSlackMessage posted = slack.messages().get(0);
    String edit = "{\"channel\":\"C0000000001\",\"ts\":\"" + posted.ts() + "\",\"text\":\"two\"}";
    call("chat.update", "xoxb-1", edit);
    assertEquals(2, slack.messages().get(0).versions().size());
    assertEquals("two", slack.messages().get(0).newest().text());
    String missing = edit.replace(posted.ts(), "9.9");
    assertTrue(call("chat.update", "xoxb-1", missing).body().contains("message_not_found"));
  }

  @Test
  void a_reply_needs_the_message_that_it_is_a_reply_to() throws Exception {
    call("chat.postMessage", "xoxb-1", message("#a"));
    String parent = slack.messages().get(0).ts();
    String reply = "{\"channel\":\"#a\",\"text\":\"more\",\"thread_ts\":\"" + parent + "\"}";
    assertTrue(call("chat.postMessage", "xoxb-1", reply).body().contains("\"ok\":true"));
    assertEquals(1, slack.messages().size());
    assertEquals("more", slack.messages().get(0).replies().get(0).text());
    for (String wrong : List.of(reply.replace(parent, "9.9"), reply.replace("#a", "#b"))) {
      assertTrue(call("chat.postMessage", "xoxb-1", wrong).body().contains("thread_not_found"));
    }
  }

  @Test
  void answers_nothing_but_503_while_it_is_away() throws Exception {
    slack.away(true);
    assertEquals(503, call("chat.postMessage", "xoxb-1", message("#a")).statusCode());
    slack.away(false);
    assertEquals(200, call("chat.postMessage", "xoxb-1", message("#a")).statusCode());
  }

  @Test
  void limits_the_rate_of_each_channel() throws Exception {
    slack.limitRate();
    assertEquals(200, call("chat.postMessage", "xoxb-1", message("#a")).statusCode());
    assertEquals(200, call("chat.postMessage", "xoxb-1", message("#b")).statusCode());
    HttpResponse<String> limited = call("chat.postMessage", "xoxb-1", message("#a"));
    assertEquals(429, limited.statusCode());
    assertEquals("1", limited.headers().firstValue("Retry-After").orElseThrow());
  }

  @Test
  void takes_a_form_and_a_webhook_too() throws Exception {
    String form = "token=xoxb-1&channel=%23a&text=hi&blocks=%5B%7B%22type%22%3A%22divider%22%7D%5D";
    send(slack.apiUrl().resolve("chat.postMessage"), "application/x-www-form-urlencoded", form);
    send(slack.webhookUrl(), "application/json", "{\"text\":\"hook\"}");
    assertEquals("hi", slack.messages().get(0).newest().text());
    assertEquals("hook", slack.messages().get(1).newest().text());
  }

  private String postButtons(String elements) throws Exception {
    String good =
        "{'type':'button','action_id':'a','value':'v','text':{'type':'plain_text','text':'x'}}";
    String block =
        "{'channel':'#a','text':'x','blocks':[{'type':'actions','elements':[" + elements + "]}]}";
    String json = block.replace("GOOD", good).replace("LONG", "x".repeat(2_001));
    return call("chat.postMessage", "xoxb-1", json.replace('\'', '"')).body();
  }

  private static String message(String channel) {
    return "{\"channel\":\"" + channel + "\",\"text\":\"x\"}";
  }

  private HttpResponse<String> call(String method, String token, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(slack.apiUrl().resolve(method))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json; charset=utf-8")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private void send(URI url, String type, String body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    client.send(request, HttpResponse.BodyHandlers.ofString());
  }
}
