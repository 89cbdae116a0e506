package io.selfheal.access;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import io.javalin.util.JavalinException;
import java.time.Duration;
import java.util.function.Consumer;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A listening HTTP port with bounds: threads, connections, the size of headers, and deadlines.
 * Whatever goes wrong is answered as a problem. Closing lets the requests that are under way end.
 */
public final class HttpPort implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpPort.class);
  private static final int LEAST_THREADS = 4;
  private static final int MOST_CONNECTIONS = 4096;
  private static final int HEADER_BYTES = 8 * 1024;
  private static final int STOP_MILLIS = 5_000;
  private static final int IDLE_AT_LIMIT_MILLIS = 250;
  private static final int IDLE_AT_STOP_MILLIS = 100;

  private final PortConfig config;
  private final Javalin javalin;

  public HttpPort(PortConfig config, Consumer<RoutesConfig> routes) {
    this.config = config;
    this.javalin =
        Javalin.create(
            it -> {
              quicken(it);
              bound(it);
              routes.accept(it.routes);
              answerProblems(it.routes);
            });
  }

  /** Loads the libraries that a port needs, by one that is never started. */
  public static void load() {
    Duration any = Duration.ofSeconds(1);
    new HttpPort(new PortConfig("127.0.0.1", 0, LEAST_THREADS, any, any), routes -> {}).close();
  }

  /** Throws {@link AccessException} when the port cannot be had. */
  public void start() {
    try {
      javalin.start();
    } catch (JavalinException e) {
      javalin.stop();
      throw new AccessException(
          "Cannot listen on %s:%d: %s; free the port or configure another"
              .formatted(config.host(), config.port(), e.getMessage()),
          e);
    }
  }

  /** The port that is listened on. */
  public int port() {
    return javalin.port();
  }

  @Override
  public void close() {
    javalin.stop();
  }

  private static void quicken(JavalinConfig javalin) {
    javalin.startup.showJavalinBanner = false;
    javalin.startup.showOldJavalinVersionWarning = false;
    javalin.startup.startupWatcherEnabled = false;
    javalin.http.compressionStrategy = CompressionStrategy.NONE;
    javalin.http.prefer405over404 = true;
  }

  private void bound(JavalinConfig javalin) {
    javalin.jetty.threadPool = new QueuedThreadPool(config.threads(), LEAST_THREADS);
    javalin.jetty.modifyServer(HttpPort::bound);
    javalin.jetty.addConnector(this::connector);
    javalin.jetty.timeoutStatus = 503;
  }

  private static void bound(Server server) {
    server.setStopTimeout(STOP_MILLIS);
    server.insertHandler(new GracefulHandler());
    server.setErrorHandler(new ProtocolErrors());
  }

  private Connector connector(Server server, HttpConfiguration http) {
    http.setRequestHeaderSize(HEADER_BYTES);
    http.setSendServerVersion(false);
    http.setUriCompliance(UriCompliance.DEFAULT);
    ConnectionFactory factory = new HttpConnectionFactory(http);
    ServerConnector connector = new ServerConnector(server, 1, 1, factory);
    connector.setHost(config.host());
    connector.setPort(config.port());
    connector.setIdleTimeout(config.idle().toMillis());
    connector.setShutdownIdleTimeout(IDLE_AT_STOP_MILLIS);
    connector.addBean(new HeaderDeadline(connector.getScheduler(), config.headerDeadline()));
    server.addBean(limit(connector));
    return connector;
  }

  /** Whoever is silent makes room once there is none, instead of keeping the others out. */
  private static NetworkConnectionLimit limit(Connector connector) {
    NetworkConnectionLimit limit = new NetworkConnectionLimit(MOST_CONNECTIONS, connector);
    limit.setEndPointIdleTimeout(IDLE_AT_LIMIT_MILLIS);
    return limit;
  }

  private static void answerProblems(RoutesConfig routes) {
    routes.exception(HttpProblem.class, (problem, context) -> problem.answer(context));
    routes.exception(HttpResponseException.class, (e, context) -> problemOf(e).answer(context));
    routes.exception(
        Exception.class,
        (e, context) -> {
          LOG.atError().setCause(e).log("A request failed by surprise");
          new HttpProblem(500, "This is our mistake, and it is logged").answer(context);
        });
  }

  private static HttpProblem problemOf(HttpResponseException e) {
    HttpProblem problem = new HttpProblem(e.getStatus(), String.valueOf(e.getMessage()));
    return e instanceof MethodNotAllowedResponse
        ? problem.header("Allow", e.getDetails().getOrDefault("availableMethods", ""))
        : problem;
  }
}
