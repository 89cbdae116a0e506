package io.selfheal.incident.ledger;

import io.selfheal.config.Section;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The section {@code ledger}.
 *
 * @param file SQLite's, where there is no PostgreSQL
 */
public record LedgerConfig(Path file, Optional<PostgresConfig> postgresql) {
  private static final Path FILE = Path.of("/var/lib/self-heal/ledger/ledger.db");

  public static LedgerConfig read(Section section) {
    Section postgresql = section.section("postgresql");
    if (postgresql.present() && section.has("file")) {
      section.problem("file", "either a file or postgresql, not both");
    }
    LedgerConfig config =
        new LedgerConfig(
            section.path("file").orElse(FILE),
            postgresql.present() ? Optional.of(PostgresConfig.read(postgresql)) : Optional.empty());
    section.done();
    return config;
  }
}
