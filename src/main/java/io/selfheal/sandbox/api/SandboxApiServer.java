package io.selfheal.sandbox.api;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.selfheal.sandbox.cluster.Rejection;
import io.selfheal.sandbox.cluster.SandboxCluster;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.websocket.core.server.WebSocketServerComponents;

/**
 * An API server for a sandbox cluster, on loopback and a port of its own, over plain HTTP. It
 * answers as a recorded Kubernetes 1.34 does, as far as the responder asks.
 */
public final class SandboxApiServer implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";

  /** As the kubelet's; the server library's own default would cut a silent heap dump. */
  private static final Duration IDLE_STREAM = Duration.ofHours(4);

  private final Access access = new Access();
  private final Faults faults = new Faults();
  private final ExecutorService executor = Executors.newCachedThreadPool(SandboxApiServer::daemon);
  private final Optional<String> token;
  private final ExecSocket exec;
  private final Javalin http;

  /**
   * @param token the bearer token to ask for; empty to let anyone in
   */
  public SandboxApiServer(SandboxCluster cluster, Optional<String> token) {
    this(cluster, token, 0);
  }

  /** On a port that a server before it had: a server that restarts. */
  public SandboxApiServer(SandboxCluster cluster, Optional<String> token, int port) {
    this.token = token;
    this.exec = new ExecSocket(cluster.execs(), faults, executor);
    this.http = Javalin.create(config -> configure(config, cluster)).start(LOOPBACK, port);
  }

  private void configure(JavalinConfig config, SandboxCluster cluster) {
    config.startup.showJavalinBanner = false;
    config.startup.startupWatcherEnabled = false;
    config.http.compressionStrategy = CompressionStrategy.NONE;
    config.jetty.modifyWebSocketServletFactory(factory -> factory.setIdleTimeout(IDLE_STREAM));
    config.jetty.modifyServletContextHandler(SandboxApiServer::withoutCompression);
    Door door = new Door(token, access, faults);
    config.routes.before(door::authenticate);
    config.routes.exception(Rejection.class, (e, context) -> reject(context, e));
    config.routes.error(404, SandboxApiServer::unknownPath);
    new ObjectRoutes(cluster.documents(), access).add(config.routes, door);
    new PodRoutes(cluster).add(config.routes, door);
    config.routes.wsBeforeUpgrade(PodRoutes.EXEC, context -> beforeUpgrade(context, door));
    config.routes.ws(PodRoutes.EXEC, exec::configure);
  }

  /** Clients offer it, the real server never takes it, and dumps would pay for it. */
  private static void withoutCompression(ServletContextHandler context) {
    context.addServletContainerInitializer(
        (classes, servletContext) ->
            WebSocketServerComponents.getWebSocketComponents(context)
                .getExtensionRegistry()
                .unregister("permessage-deflate"));
  }

  private void beforeUpgrade(Context context, Door door) {
    door.authenticate(context);
    door.check(Call.EXEC, context);
    exec.beforeUpgrade(context);
  }

  private static void reject(Context context, Rejection rejection) {
    if (context.header("Sec-WebSocket-Version") != null) {
      Answer.rejectUpgrade(context, rejection);
    } else {
      Answer.rejection(context, rejection);
    }
  }

  private static void unknownPath(Context context) {
    if (context.resultInputStream() == null) {
      Answer.rejection(
          context,
          Rejection.of(404, "NotFound", "the server could not find the requested resource"));
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "sandbox-exec");
    thread.setDaemon(true);
    return thread;
  }

  public URI url() {
    return URI.create("http://" + LOOPBACK + ":" + http.port());
  }

  /** A kubeconfig file's text with which any client connects. */
  public String kubeconfig() {
    return """
        apiVersion: v1
        kind: Config
        current-context: sandbox
        clusters:
        - name: sandbox
          cluster: {server: "%s"}
        contexts:
        - name: sandbox
          context: {cluster: sandbox, user: responder}
        users:
        - name: responder
          user: {token: "%s"}
        """
        .formatted(url(), token.orElse("none"));
  }

  public Access access() {
    return access;
  }

  public Faults faults() {
    return faults;
  }

  @Override
  public void close() {
    exec.close();
    http.stop();
    executor.shutdownNow();
  }
}
