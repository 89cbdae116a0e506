package io.selfheal.incident.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.jdbi.v3.core.statement.ParsedSql;
import org.junit.jupiter.api.Test;

class NamedParametersTest {
  private final NamedParameters parser = new NamedParameters();

  @Test
  void replaces_each_name_by_a_place_in_its_order() {
    ParsedSql parsed =
        parser.parse("SELECT a FROM t WHERE b = :first AND c IN (:second, :first)", null);
    assertEquals("SELECT a FROM t WHERE b = ? AND c IN (?, ?)", parsed.getSql());
    assertEquals(List.of("first", "second", "first"), parsed.getParameters().getParameterNames());
  }

  @Test
  void leaves_a_literal_as_it_is() {
    ParsedSql parsed = parser.parse("SELECT 'it''s :not one', ':nor this' WHERE a = :one", null);
    assertEquals("SELECT 'it''s :not one', ':nor this' WHERE a = ?", parsed.getSql());
    assertEquals(List.of("one"), parsed.getParameters().getParameterNames());
  }

  @Test
  void takes_a_statement_without_names() {
    assertEquals("DELETE FROM t", parser.parse("DELETE FROM t", null).getSql());
  }
}
