package io.selfheal.incident.ledger;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.statement.ParsedSql;
import org.jdbi.v3.core.statement.SqlParser;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Finds {@code :name} in the ledger's statements, which are constants and few. Jdbi's own parser
 * understands more, by a grammar that takes longer to warm up than the ledger takes to open.
 */
final class NamedParameters implements SqlParser {
  private static final Pattern LITERAL_OR_NAME = Pattern.compile("'[^']*'|:([A-Za-z]\\w*)");

  private final Map<String, ParsedSql> known = new ConcurrentHashMap<>();

  @Override
  public ParsedSql parse(String sql, StatementContext context) {
    return known.computeIfAbsent(sql, NamedParameters::parsed);
  }

  @Override
  public String nameParameter(String name, StatementContext context) {
    return ":" + name;
  }

  private static ParsedSql parsed(String sql) {
    ParsedSql.Builder parsed = ParsedSql.builder();
    Matcher token = LITERAL_OR_NAME.matcher(sql);
    int copied = 0;
    while (token.find()) {
      if (token.group(1) != null) {
        parsed.append(sql.substring(copied, token.start())).appendNamedParameter(token.group(1));
        copied = token.end();
      }
    }
    return parsed.append(sql.substring(copied)).build();
  }
}
