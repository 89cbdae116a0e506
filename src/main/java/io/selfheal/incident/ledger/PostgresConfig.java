package io.selfheal.incident.ledger;

import io.selfheal.config.Section;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The section {@code ledger.postgresql}.
 *
 * @param hosts of one cluster: whichever is the primary is written to
 * @param passwordFile read for each connection; empty where the server asks for none
 * @param caFile what the server's certificate is checked against; empty for the system's
 *     authorities
 */
public record PostgresConfig(
    List<Host> hosts,
    String database,
    String user,
    Optional<Path> passwordFile,
    Tls tls,
    Optional<Path> caFile) {
  private static final int PORT = 5432;
  private static final Pattern HOST =
      Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(?::(\\d{1,5}))?");
  private static final String EXPECTED = "one or several of host or host:port";

  /** One server. */
  public record Host(String name, int port) {
    @Override
    public String toString() {
      return name + ":" + port;
    }
  }

  /** How the connection is protected. */
  public enum Tls {
    /** The certificate must be good, and of this host. */
    VERIFY_FULL,
    /** The certificate must be good. */
    VERIFY_CA,
    /** Encrypted, to whoever answers. */
    REQUIRE,
    /** In the clear. */
    DISABLE
  }

  public PostgresConfig {
    hosts = List.copyOf(hosts);
  }

  static PostgresConfig read(Section section) {
    PostgresConfig config =
        new PostgresConfig(
            hosts(section),
            section.string("database", "self_heal"),
            section.string("user", "self_heal"),
            section.path("passwordFile"),
            section.choice("tls", Tls.class, Tls.VERIFY_FULL),
            section.path("caFile"));
    section.done();
    return config;
  }

  private static List<Host> hosts(Section section) {
    List<String> texts = section.strings("hosts", List.of());
    List<Host> hosts = texts.stream().flatMap(text -> host(text).stream()).toList();
    if (hosts.isEmpty() || hosts.size() < texts.size()) {
      section.problem("hosts", EXPECTED);
    }
    return hosts;
  }

  private static Optional<Host> host(String text) {
    Matcher parts = HOST.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    int port = parts.group(2) == null ? PORT : Integer.parseInt(parts.group(2));
    return port > 0 && port < 1 << 16
        ? Optional.of(new Host(parts.group(1), port))
        : Optional.empty();
  }
}
