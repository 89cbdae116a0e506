package io.selfheal.sandbox.slack;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.Javalin;
import io.javalin.http.Context;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

/**
 * A Slack on loopback: the few methods of the Web API that a messenger needs and an incoming
 * webhook, with Slack's own refusals, so that nothing of the product has to pretend.
 */
public final class SandboxSlack implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String HOOK = "/services/T00000000/B00000000/sandbox-hook";
  private static final String SOCKET = "/link";

  private final String token;
  private final SandboxSlackWorkspace workspace;
  private final SandboxSlackPeople people = new SandboxSlackPeople();
  private final SandboxSlackSockets sockets = new SandboxSlackSockets();
  private final Queue<SandboxSlackFault> faults = new ConcurrentLinkedQueue<>();
  private final Javalin server;
  private final SandboxSlackScopes scopes = new SandboxSlackScopes();
  private volatile boolean rateLimited;
  private volatile String appToken = "";
  private volatile boolean away;
  private volatile CountDownLatch answers = new CountDownLatch(0);

  private SandboxSlack(String token, SandboxSlackWorkspace workspace) {
    this.token = token;
    this.workspace = workspace;
    this.server =
        Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.routes.post("/api/{method}", this::method);
              config.routes.post(HOOK, this::hook);
              config.routes.ws(SOCKET, sockets::configure);
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

  /** Whether every call gets a 503 until it is said otherwise. */
  public void away(boolean now) {
    away = now;
  }

  /** From now on takes connections and answers nothing, until it {@link #speaks}. */
  public void fallSilent() {
    answers = new CountDownLatch(1);
  }

  /** Those that were kept waiting are answered by 503. */
  public void speaks() {
    answers.countDown();
  }

  public void failNext(SandboxSlackFault fault) {
    faults.add(fault);
  }

  /** From now on posts to the channel get an error, as {@code not_in_channel}. */
  public void closeChannel(String channel, String error) {
    workspace.close(channel, error);
  }

  /** Makes a user group. */
  public void group(String id, List<String> users) {
    people.group(id, users);
  }

  /** What single users were told, in order. */
  public List<SandboxSlackWhisper> whispers() {
    return people.whispers();
  }

  /** Turns Socket Mode on, for whoever shows this token. */
  public void useSockets(String token) {
    appToken = token;
  }

  /** What the bot's token is for from now on; all that the sandbox knows until then. */
  public void grant(String... only) {
    scopes.grant(List.of(only));
  }

  /** Waits for the next connection by Socket Mode. */
  public void awaitConnection() {
    sockets.await();
  }

  public int connections() {
    return sockets.connections();
  }

  /** As Slack does every few hours; the connections stay open for now. */
  public void announceEndOfConnections() {
    sockets.announceEnd();
  }

  public void closeConnections() {
    sockets.closeAll();
  }

  /**
   * What comes of it when a user presses a button.
   *
   * @param shown what the user's client shows, which may be behind the newest
   */
  public SandboxSlackPress press(
      SandboxSlackMessage message,
      SandboxSlackMessage.Version shown,
      String actionId,
      SandboxSlackPress.User user) {
    String channel = workspace.channels().get(message.channel());
    return SandboxSlackPress.of(message, channel, shown.blocks(), actionId, user);
  }

  /** Brings a press by Socket Mode; whether it was acknowledged in time. */
  public boolean deliver(SandboxSlackPress press) {
    return sockets.deliver(press.payload());
  }

  public void delete(SandboxSlackMessage message) {
    workspace.delete(message);
  }

  @Override
  public void close() {
    speaks();
    server.stop();
  }

  private void method(Context context) {
    SandboxSlackRequest request = SandboxSlackRequest.of(context);
    if (failed(context)) {
      return;
    }
    String method = context.pathParam("method");
    String wanted = method.equals("apps.connections.open") ? appToken : token;
    if (wanted.isEmpty() || !request.token().equals(wanted)) {
      refuse(context, request.token().isEmpty() ? "not_authed" : "invalid_auth");
      return;
    }
    context.header("x-oauth-scopes", scopes.listed());
    if (!scopes.allow(method)) {
      refuse(context, "missing_scope");
      return;
    }
    switch (method) {
      case "chat.postMessage" -> post(context, request);
      case "chat.update" -> update(context, request);
      case "auth.test" -> answer(context, identity());
      case "apps.connections.open" -> answer(context, connection());
      case "chat.postEphemeral" -> whisper(context, request);
      case "usergroups.users.list" -> members(context, request);
      case "conversations.list" -> answer(context, workspace.list());
      case "conversations.info" -> info(context, request);
      default -> refuse(context, "unknown_method");
    }
  }

  private void post(Context context, SandboxSlackRequest request) {
    Optional<String> channel = workspace.channel(request.text("channel"));
    Optional<String> refusal = refusal(channel, request);
    if (refusal.isPresent()) {
      refuse(context, refusal.get());
    } else if (!request.text("thread_ts").isEmpty()) {
      reply(context, request, channel.orElseThrow());
    } else if (paced(context, channel.orElseThrow())) {
      taken(context, workspace.post(channel.orElseThrow(), request.version()));
    }
  }

  private void whisper(Context context, SandboxSlackRequest request) {
    Optional<String> channel = workspace.channel(request.text("channel"));
    Optional<String> refusal = refusal(channel, request);
    if (refusal.isPresent()) {
      refuse(context, refusal.get());
    } else {
      people.whisper(
          new SandboxSlackWhisper(
              channel.orElseThrow(), request.text("user"), request.text("text")));
      answer(context, JSON.createObjectNode().put("message_ts", "1.4"));
    }
  }

  private void members(Context context, SandboxSlackRequest request) {
    Optional<List<String>> users = people.group(request.text("usergroup"));
    if (users.isEmpty()) {
      refuse(context, "no_such_subteam");
    } else {
      answer(context, JSON.createObjectNode().set("users", JSON.valueToTree(users.orElseThrow())));
    }
  }

  private ObjectNode connection() {
    String url = "ws://127.0.0.1:" + server.port() + SOCKET + "?ticket=" + sockets.ticket();
    return JSON.createObjectNode().put("url", url);
  }

  private void reply(Context context, SandboxSlackRequest request, String channel) {
    Optional<SandboxSlackMessage> parent = workspace.message(channel, request.text("thread_ts"));
    if (parent.isEmpty()) {
      refuse(context, "thread_not_found");
    } else if (paced(context, channel)) {
      taken(context, workspace.reply(parent.get(), request.version()));
    }
  }

  private void update(Context context, SandboxSlackRequest request) {
    Optional<String> channel = workspace.channel(request.text("channel"));
    Optional<String> refusal = refusal(channel, request);
    Optional<SandboxSlackMessage> message =
        channel.flatMap(name -> workspace.message(name, request.text("ts")));
    if (refusal.isPresent()) {
      refuse(context, refusal.get());
    } else if (message.isEmpty()) {
      refuse(context, "message_not_found");
    } else if (paced(context, message.get().channel())) {
      taken(context, workspace.edit(message.get(), request.version()));
    }
  }

  private void hook(Context context) {
    SandboxSlackRequest request = SandboxSlackRequest.of(context);
    if (failed(context)) {
      return;
    }
    Optional<String> broken = request.broken();
    if (broken.isPresent()) {
      context.status(400).result(broken.get());
    } else {
      workspace.post(workspace.channels().keySet().iterator().next(), request.version());
      context.result("ok");
    }
  }

  private Optional<String> refusal(Optional<String> channel, SandboxSlackRequest request) {
    return channel.isEmpty()
        ? Optional.of("channel_not_found")
        : workspace.error(channel.get()).or(request::broken);
  }

  private boolean paced(Context request, String channel) {
    boolean taken = !rateLimited || workspace.quiet(channel);
    if (!taken) {
      give(request, SandboxSlackFault.rateLimited(Duration.ofSeconds(1)));
    }
    return taken;
  }

  private boolean failed(Context request) {
    boolean unavailable = wasSilent() || away;
    SandboxSlackFault fault = unavailable ? SandboxSlackFault.status(503) : faults.poll();
    if (fault != null) {
      give(request, fault);
    }
    return fault != null;
  }

  private boolean wasSilent() {
    boolean silent = answers.getCount() > 0;
    try {
      answers.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return silent;
  }

  private static ObjectNode identity() {
    return JSON.createObjectNode().put("user", "self-heal").put("team", "Sandbox");
  }

  /** By the id alone: Slack does not know a name there. */
  private void info(Context context, SandboxSlackRequest request) {
    Optional<ObjectNode> found = workspace.info(request.text("channel"));
    if (found.isEmpty()) {
      refuse(context, "channel_not_found");
    } else {
      answer(context, JSON.createObjectNode().set("channel", found.get()));
    }
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
}
