package io.selfheal.console;

import io.selfheal.access.Credentials;
import io.selfheal.access.PortConfig;
import io.selfheal.config.Section;
import java.time.Duration;

/**
 * The section {@code operator}: the operator's own port, with credentials other than the webhook's.
 */
public record OperatorConfig(PortConfig port, Credentials credentials, MetricsAccess metrics) {
  private static final int PORT = 8081;
  private static final int MOST_PORT = 65_535;
  private static final int THREADS = 8;
  private static final Duration HEADER_DEADLINE = Duration.ofSeconds(10);
  private static final Duration IDLE = Duration.ofSeconds(30);

  /** Who may read {@code /metrics}. */
  public enum MetricsAccess {
    /** Whoever shows the credentials of this port; nobody while it has none. */
    AUTHENTICATED,
    /** Anybody who reaches the port: for scrapers that bring no credentials. */
    OPEN
  }

  public static OperatorConfig read(Section section) {
    PortConfig port =
        new PortConfig(
            section.string("host", "0.0.0.0"),
            section.integer("port", PORT, 0, MOST_PORT),
            THREADS,
            HEADER_DEADLINE,
            IDLE);
    MetricsAccess metrics =
        section.choice("metrics", MetricsAccess.class, MetricsAccess.AUTHENTICATED);
    OperatorConfig config = new OperatorConfig(port, Credentials.read(section), metrics);
    section.done();
    return config;
  }
}
