package io.selfheal.incident.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.selfheal.config.ConfigFile;
import io.selfheal.config.Problem;
import io.selfheal.config.Problems;
import io.selfheal.incident.ledger.PostgresConfig.Host;
import io.selfheal.incident.ledger.PostgresConfig.Tls;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LedgerConfigTest {
  private final Problems problems = new Problems("responder.yaml");

  @Test
  void without_a_word_it_is_a_file() {
    LedgerConfig config = read("{}");

    assertEquals(Path.of("/var/lib/self-heal/ledger/ledger.db"), config.file());
    assertEquals(Optional.empty(), config.postgresql());
    assertEquals(List.of(), problems.found());
  }

  @Test
  void a_server_is_found_by_its_hosts_and_trusted_by_its_certificate() {
    PostgresConfig config =
        read("{ postgresql: { hosts: ['pg-0.db', 'pg-1.db:6432', '[::1]:5433'] } }")
            .postgresql()
            .orElseThrow();

    assertEquals(
        List.of(new Host("pg-0.db", 5432), new Host("pg-1.db", 6432), new Host("[::1]", 5433)),
        config.hosts());
    assertEquals("self_heal", config.database());
    assertEquals(Tls.VERIFY_FULL, config.tls());
    assertEquals(List.of(), problems.found());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ postgresql: { user: me } }",
        "{ postgresql: { hosts: [] } }",
        "{ postgresql: { hosts: ['db:0'] } }",
        "{ postgresql: { hosts: ['db:65536'] } }",
        "{ postgresql: { hosts: ['good', 'postgresql://db/x'] } }"
      })
  void hosts_that_are_none_are_a_mistake(String yaml) {
    read(yaml);

    assertEquals(
        List.of("ledger.postgresql.hosts"), problems.found().stream().map(Problem::path).toList());
  }

  @Test
  void a_file_and_a_server_are_a_mistake() {
    read("{ file: /tmp/ledger.db, postgresql: { hosts: [db] } }");

    assertEquals(List.of("ledger.file"), problems.found().stream().map(Problem::path).toList());
  }

  private LedgerConfig read(String yaml) {
    return LedgerConfig.read(ConfigFile.parse("ledger: " + yaml, problems).section("ledger"));
  }
}
