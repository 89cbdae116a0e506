package io.selfheal.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Somebody presses a button, as Slack tells an app of it.
 *
 * @param payload a {@code block_actions}
 */
public record SandboxSlackPress(JsonNode payload) {
  /** A person of the workspace. */
  public record User(String id, String username) {}

  /**
   * @param shown what the user's client shows, which may be behind the newest
   * @throws IllegalArgumentException when no such button is there to be pressed
   */
  static SandboxSlackPress of(
      SandboxSlackMessage message, String channelId, JsonNode shown, String actionId, User user) {
    ObjectNode payload = JsonNodeFactory.instance.objectNode().put("type", "block_actions");
    payload
        .putObject("user")
        .put("id", user.id())
        .put("username", user.username())
        .put("name", user.username())
        .put("team_id", "T00000000");
    payload
        .put("api_app_id", "A00000000")
        .put("token", "a-verification-token")
        .put("trigger_id", "1.2");
    payload
        .putObject("container")
        .put("type", "message")
        .put("message_ts", message.ts())
        .put("channel_id", channelId);
    payload.putObject("channel").put("id", channelId).put("name", message.channel().substring(1));
    payload.putObject("message").put("ts", message.ts()).set("blocks", shown);
    payload.put("response_url", "http://127.0.0.1:9/never-to-be-called");
    payload.putArray("actions").add(action(shown, actionId));
    return new SandboxSlackPress(payload);
  }

  private static ObjectNode action(JsonNode blocks, String actionId) {
    for (JsonNode block : blocks) {
      for (JsonNode element : block.path("elements")) {
        if (element.path("action_id").asText().equals(actionId)) {
          return ((ObjectNode) element.deepCopy()).put("action_ts", "1.3");
        }
      }
    }
    throw new IllegalArgumentException("No button " + actionId + " is to be seen in " + blocks);
  }

  /** The request that Slack sends, signed. */
  public HttpRequest request(URI url, String signingSecret, Instant at) {
    String body = "payload=" + URLEncoder.encode(payload.toString(), StandardCharsets.UTF_8);
    String timestamp = Long.toString(at.getEpochSecond());
    return HttpRequest.newBuilder(url)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .header("X-Slack-Request-Timestamp", timestamp)
        .header("X-Slack-Signature", signature(signingSecret, "v0:" + timestamp + ":" + body))
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  /** Slack's signature of version 0. */
  public static String signature(String secret, String base) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] hash = mac.doFinal(base.getBytes(StandardCharsets.UTF_8));
      return "v0=" + HexFormat.of().formatHex(hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }
}
