package io.selfheal.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.Javalin;
import io.javalin.http.Context;
import io.selfheal.sandbox.SandboxSlackMessage.Version;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A Slack on loopback: the few methods of the Web API that a messenger needs and an incoming
 * webhook, with Slack's own refusals, so that nothing of the product has to pretend.
 */
public final class SandboxSlack implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String HOOK = "/services/T00000000/B00000000/sandbox-hook";

  private final String token;
  private final SandboxSlackWorkspace workspace;
  private final Queue<SandboxSlackFault> faults = new ConcurrentLinkedQueue<>();
  private final Javalin server;
  private volatile boolean rateLimited;

  private SandboxSlack(String token, SandboxSlackWorkspace workspace) {
    this.token = token;
    this.workspace = workspace;
    this.server =
        Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.routes.post("/api/{method}", this::method);
              config.routes.post(HOOK, this::hook);
            });
  }

  /**
   * @param channels that the bot is in, as {@code #payments}; the first takes the webhook's
   *     messages
   */
  public static SandboxSlack start(String token, Clock clock, List<String> channels) {
    SandboxSlackWorkspace workspace = new SandboxSlackWorkspace(clock);
    channels.forEach(workspace::open);
    SandboxSlack slack = new SandboxSlack(token, workspace);
    slack.server.start("127.0.0.1", 0);
    return slack;
  }

  public URI apiUrl() {
    return URI.create("http://127.0.0.1:" + server.port() + "/api/");
  }

  public URI webhookUrl() {
    return URI.create("http://127.0.0.1:" + server.port() + HOOK);
  }

  /** In the order in which they were posted. */
  public List<SandboxSlackMessage> messages() {
    return workspace.messages();
  }

  /** From now on a channel takes one message a second. */
  public void limitRate() {
    rateLimited = true;
  }

  public void failNext(SandboxSlackFault fault) {
    faults.add(fault);
  }

  /** From now on posts to the channel get an error, as {@code not_in_channel}. */
  public void closeChannel(String channel, String error) {
    workspace.close(channel, error);
  }

  public void delete(SandboxSlackMessage message) {
    workspace.delete(message);
  }

  @Override
  public void close() {
    server.stop();
  }

  private void method(Context request) {
    if (failed(request)) {
      return;
    }
    JsonNode arguments = arguments(request);
    Optional<String> refusal = unauthorized(request, arguments);
    if (refusal.isPresent()) {
      refuse(request, refusal.get());
      return;
    }
    switch (request.pathParam("method")) {
      case "chat.postMessage" -> post(request, arguments);
      case "chat.update" -> update(request, arguments);
      case "auth.test" -> answer(request, JSON.createObjectNode().put("user", "self-heal"));
      case "conversations.list" -> answer(request, channels());
      default -> refuse(request, "unknown_method");
    }
  }

  private void post(Context request, JsonNode arguments) {
    Optional<String> channel = workspace.channel(arguments.path("channel").asText());
    Optional<String> refusal = refusal(channel, arguments);
    if (refusal.isPresent()) {
      refuse(request, refusal.get());
    } else if (paced(request, channel.orElseThrow())) {
      taken(request, workspace.post(channel.orElseThrow(), version(arguments)));
    }
  }

  private void update(Context request, JsonNode arguments) {
    Optional<String> channel = workspace.channel(arguments.path("channel").asText());
    Optional<String> refusal = refusal(channel, arguments);
    Optional<SandboxSlackMessage> message =
        channel.flatMap(name -> workspace.message(name, arguments.path("ts").asText()));
    if (refusal.isPresent()) {
      refuse(request, refusal.get());
    } else if (message.isEmpty()) {
      refuse(request, "message_not_found");
    } else if (paced(request, message.get().channel())) {
      taken(request, workspace.edit(message.get(), version(arguments)));
    }
  }

  private boolean paced(Context request, String channel) {
    boolean taken = !rateLimited || workspace.quiet(channel);
    if (!taken) {
      give(request, SandboxSlackFault.rateLimited(Duration.ofSeconds(1)));
    }
    return taken;
  }

  private void hook(Context request) {
    if (failed(request)) {
      return;
    }
    JsonNode arguments = arguments(request);
    Version version = version(arguments);
    Optional<String> broken = SandboxSlackLimits.broken(version.text(), version.blocks());
    String channel = workspace.channels().keySet().iterator().next();
    if (broken.isPresent()) {
      request.status(400).result(broken.get());
    } else {
      workspace.post(channel, version);
      request.result("ok");
    }
  }

  private Optional<String> refusal(Optional<String> channel, JsonNode arguments) {
    if (channel.isEmpty()) {
      return Optional.of("channel_not_found");
    }
    Version version = version(arguments);
    return workspace
        .error(channel.get())
        .or(() -> SandboxSlackLimits.broken(version.text(), version.blocks()));
  }

  private Optional<String> unauthorized(Context request, JsonNode arguments) {
    String header = Optional.ofNullable(request.header("Authorization")).orElse("");
    String given = header.isEmpty() ? arguments.path("token").asText() : header;
    if (given.isEmpty()) {
      return Optional.of("not_authed");
    }
    boolean known = given.equals("Bearer " + token) || given.equals(token);
    return known ? Optional.empty() : Optional.of("invalid_auth");
  }

  private boolean failed(Context request) {
    SandboxSlackFault fault = faults.poll();
    if (fault != null) {
      give(request, fault);
    }
    return fault != null;
  }

  private ObjectNode channels() {
    ArrayNode list = JSON.createArrayNode();
    workspace
        .channels()
        .forEach((name, id) -> list.addObject().put("id", id).put("name", name.substring(1)));
    return JSON.createObjectNode().set("channels", list);
  }

  private void taken(Context request, SandboxSlackMessage message) {
    String id = workspace.channels().get(message.channel());
    answer(request, JSON.createObjectNode().put("channel", id).put("ts", message.ts()));
  }

  private static void answer(Context request, ObjectNode body) {
    request.contentType("application/json").result(body.put("ok", true).toString());
  }

  private static void refuse(Context request, String error) {
    give(request, SandboxSlackFault.error(error));
  }

  private static void give(Context request, SandboxSlackFault fault) {
    fault
        .retryAfter()
        .ifPresent(rest -> request.header("Retry-After", Long.toString(rest.toSeconds())));
    request.status(fault.status()).contentType("application/json").result(fault.body());
  }

  private static Version version(JsonNode arguments) {
    return new Version(arguments.path("text").asText(), arguments.path("blocks"));
  }

  /** JSON, or a form whose {@code blocks} are JSON: Slack takes both. */
  private static JsonNode arguments(Context request) {
    if (request.isJson()) {
      return parsed(request.body());
    }
    ObjectNode arguments = JsonNodeFactory.instance.objectNode();
    request.formParamMap().forEach((name, values) -> arguments.put(name, values.get(0)));
    JsonNode blocks = arguments.path("blocks");
    return blocks.isMissingNode() ? arguments : arguments.set("blocks", parsed(blocks.asText()));
  }

  private static JsonNode parsed(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }
}
