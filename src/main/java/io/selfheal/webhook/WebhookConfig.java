package io.selfheal.webhook;

import io.selfheal.access.Credentials;
import io.selfheal.access.PortConfig;
import io.selfheal.config.Section;
import java.time.Duration;

/** The section {@code listen}: where alerts come in, who may send them, and how much. */
public record WebhookConfig(PortConfig port, Credentials credentials, Bounds bounds) {
  private static final int PORT = 8080;
  private static final int MOST_PORT = 65_535;

  /** Enough for 2,000 notifications a second that wait 20 ms for the ledger. */
  private static final int THREADS = 64;

  private static final Duration HEADER_DEADLINE = Duration.ofSeconds(10);
  private static final Duration IDLE = Duration.ofSeconds(30);

  /**
   * What one notification, and all at a time, may cost.
   *
   * @param maxBody bytes of one notification
   * @param maxInFlight bytes of all notifications that are being worked on
   * @param bodyDeadline how long one body may take to arrive
   */
  public record Bounds(long maxBody, long maxInFlight, Duration bodyDeadline) {
    public static final Bounds DEFAULT = new Bounds(64L << 20, 64L << 20, Duration.ofSeconds(30));
  }

  public static WebhookConfig read(Section section) {
    PortConfig port =
        new PortConfig(
            section.string("host", "0.0.0.0"),
            section.integer("port", PORT, 0, MOST_PORT),
            THREADS,
            section.duration("headerDeadline", HEADER_DEADLINE),
            IDLE);
    WebhookConfig config = new WebhookConfig(port, Credentials.read(section), readBounds(section));
    section.done();
    return config;
  }

  /** Whether callers must show credentials; {@code serve} refuses to start when they need not. */
  public boolean authenticates() {
    return credentials.required();
  }

  private static Bounds readBounds(Section section) {
    long maxBody = section.bytes("maxBody", Bounds.DEFAULT.maxBody());
    long maxInFlight =
        section.bytes("maxInFlight", Math.max(maxBody, Bounds.DEFAULT.maxInFlight()));
    if (maxInFlight < maxBody) {
      section.problem("maxInFlight", "at least as much as maxBody, or no such body ever fits");
    }
    return new Bounds(
        maxBody, maxInFlight, section.duration("bodyDeadline", Bounds.DEFAULT.bodyDeadline()));
  }
}
