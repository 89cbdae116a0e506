package io.selfheal.sandbox.api;

import io.javalin.http.Context;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsConnectContext;
import io.javalin.websocket.WsContext;
import io.selfheal.sandbox.cluster.Execs;
import io.selfheal.sandbox.cluster.Rejection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;

/** Exec over WebSocket: what is refused before the upgrade, and the session after it. */
final class ExecSocket {
  private static final String PROTOCOL_HEADER = "Sec-WebSocket-Protocol";

  private final Execs execs;
  private final Faults faults;
  private final ExecutorService executor;
  private final Map<String, ExecSession> sessions = new ConcurrentHashMap<>();

  ExecSocket(Execs execs, Faults faults, ExecutorService executor) {
    this.execs = execs;
    this.faults = faults;
    this.executor = executor;
  }

  /** Throws a {@link Rejection} for what the server refuses in plain HTTP. */
  void beforeUpgrade(Context context) {
    String container = Optional.ofNullable(context.queryParam("container")).orElse("");
    execs.check(context.pathParam("namespace"), context.pathParam("name"), container);
    if (context.queryParams("command").isEmpty()) {
      throw Rejection.of(
          400, "BadRequest", "you must specify at least one command for the container");
    }
    Protocol protocol = protocol(context.header(PROTOCOL_HEADER));
    context.res().setHeader(PROTOCOL_HEADER, protocol.token());
  }

  private static Protocol protocol(String offered) {
    return Protocol.choose(Optional.ofNullable(offered).orElse(""))
        .orElseThrow(
            () ->
                Rejection.of(
                    400, "BadRequest", "none of the client's subprotocols is known: " + offered));
  }

  void configure(WsConfig config) {
    config.onConnect(this::connected);
    config.onClose(this::gone);
    config.onError(this::gone);
  }

  private void connected(WsConnectContext context) {
    List<String> argv = context.queryParams("command");
    String container = Optional.ofNullable(context.queryParam("container")).orElse("");
    String namespace = context.pathParam("namespace");
    String pod = context.pathParam("name");
    ExecSession session =
        new ExecSession(
            new ExecChannels(context.session),
            argv,
            protocol(context.header(PROTOCOL_HEADER)),
            faults.takeExec(argv.get(0)));
    sessions.put(context.sessionId(), session);
    executor.execute(
        () -> session.run(all -> execs.start(namespace, pod, container, all), executor));
  }

  private void gone(WsContext context) {
    Optional.ofNullable(sessions.remove(context.sessionId())).ifPresent(ExecSession::abandon);
  }

  void close() {
    sessions.values().forEach(ExecSession::cut);
  }
}
