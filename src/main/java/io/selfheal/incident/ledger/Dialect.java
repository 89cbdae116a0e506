package io.selfheal.incident.ledger;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.TemplateEngine;

/** The few words that the engines do not share: {@code <word>} in the ledger's statements. */
final class Dialect implements TemplateEngine {
  private static final Pattern WORD = Pattern.compile("<([a-z]+)>");

  static final Dialect SQLITE =
      new Dialect(
          Map.of(
              "texts", "json_each",
              "objects", "json_each",
              "array", "json_group_array",
              "auditexists", "count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'audit'",
              "locked", "",
              "unlocked", ""));

  static final Dialect POSTGRESQL =
      new Dialect(
          Map.of(
              "texts", "json_array_elements_text",
              "objects", "json_array_elements",
              "array", "json_agg",
              "auditexists", "count(to_regclass('audit'))",
              "locked", "FOR UPDATE",
              "unlocked", "FOR UPDATE SKIP LOCKED"));

  private final Map<String, String> words;
  private final Map<String, String> known = new ConcurrentHashMap<>();

  private Dialect(Map<String, String> words) {
    this.words = words;
  }

  @Override
  public String render(String sql, StatementContext context) {
    return known.computeIfAbsent(sql, this::render);
  }

  private String render(String sql) {
    return WORD.matcher(sql).replaceAll(this::word);
  }

  private String word(MatchResult found) {
    return words.get(found.group(1));
  }
}
