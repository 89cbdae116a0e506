package io.selfheal.webhook.alertmanager;

import io.selfheal.config.Section;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The section {@code alertmanager}: whom to ask for the alerts that fire.
 *
 * @param urls one, or all of a cluster
 * @param receiver its name in Alertmanager's configuration: only what is routed to it is ours
 * @param every how long to rest between two rounds
 */
public record AlertmanagerConfig(
    List<URI> urls, String receiver, Duration every, Access access, Bounds bounds) {
  private static final Duration EVERY = Duration.ofMinutes(5);
  private static final String WEB_ADDRESS =
      "a URL that begins with http:// or https://, without user, query or fragment";

  /** What to show there, and whose certificate to trust; without a file, the Java runtime's. */
  public record Access(
      Optional<Path> bearerTokenFile, Optional<Basic> basic, Optional<Path> caFile) {
    public static final Access OPEN =
        new Access(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** A user, and the file with the password. */
  public record Basic(String username, Path passwordFile) {}

  /**
   * What one answer may cost.
   *
   * @param timeout from the question to the answer's last byte
   * @param maxAnswer its most bytes
   */
  public record Bounds(Duration timeout, long maxAnswer) {
    public static final Bounds DEFAULT = new Bounds(Duration.ofSeconds(30), 16L << 20);
  }

  public AlertmanagerConfig {
    urls = List.copyOf(urls);
  }

  /** Empty when there is no such section. */
  public static Optional<AlertmanagerConfig> read(Section section) {
    if (!section.present()) {
      return Optional.empty();
    }
    AlertmanagerConfig config =
        new AlertmanagerConfig(
            readUrls(section),
            section.requiredString("receiver", "the receiver's name in Alertmanager"),
            section.duration("every", EVERY),
            readAccess(section),
            readBounds(section));
    if (config.every().isZero()) {
      section.problem("every", "a time longer than zero");
    }
    section.done();
    return Optional.of(config);
  }

  private static List<URI> readUrls(Section section) {
    List<URI> urls = new ArrayList<>();
    for (String text : section.strings("urls", List.of())) {
      Optional<URI> url = webAddress(text);
      if (url.isEmpty()) {
        section.problem("urls", "a list of which each is " + WEB_ADDRESS);
      }
      url.ifPresent(urls::add);
    }
    if (section.empty("urls")) {
      section.problem("urls", "a list of at least one: " + WEB_ADDRESS);
    }
    return urls;
  }

  /** With a slash at its end, so that the API's path can be put behind it. */
  private static Optional<URI> webAddress(String text) {
    try {
      URI url = URI.create(text.endsWith("/") ? text : text + "/");
      boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      boolean plain =
          url.getRawUserInfo() == null && url.getRawQuery() == null && url.getRawFragment() == null;
      return http && plain && url.getHost() != null ? Optional.of(url) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Access readAccess(Section section) {
    Section basic = section.section("basic");
    Optional<Path> token = section.path("bearerTokenFile");
    if (token.isPresent() && basic.present()) {
      section.problem("bearerTokenFile", "either a token or basic, not both");
    }
    return new Access(
        token,
        basic.present() ? Optional.of(readBasic(basic)) : Optional.empty(),
        section.path("caFile"));
  }

  private static Basic readBasic(Section basic) {
    Basic read =
        new Basic(
            basic.requiredString("username", "a user name without a colon"),
            Path.of(basic.requiredString("passwordFile", "the path of a file with the password")));
    if (read.username().contains(":")) {
      basic.problem("username", "a user name without a colon");
    }
    basic.done();
    return read;
  }

  private static Bounds readBounds(Section section) {
    Bounds bounds =
        new Bounds(
            section.duration("timeout", Bounds.DEFAULT.timeout()),
            section.bytes("maxAnswer", Bounds.DEFAULT.maxAnswer()));
    if (bounds.timeout().isZero()) {
      section.problem("timeout", "a time longer than zero");
    }
    if (bounds.maxAnswer() > Integer.MAX_VALUE / 2) {
      section.problem("maxAnswer", "less than 1GiB");
    }
    return bounds;
  }
}
