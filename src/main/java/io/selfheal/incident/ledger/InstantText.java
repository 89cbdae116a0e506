package io.selfheal.incident.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.mapper.ColumnMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** Instants as text that sorts: ISO-8601 with nine decimals, always. */
final class InstantText {
  private static final int DECIMALS = 9;
  private static final DateTimeFormatter FORMAT =
      new DateTimeFormatterBuilder().appendInstant(DECIMALS).toFormatter(Locale.ROOT);

  /** Ten thousand alerts of one evaluation begin at one moment, and are received at another. */
  private static volatile Known last = new Known(Instant.EPOCH, FORMAT.format(Instant.EPOCH));

  private InstantText() {}

  static String of(Instant instant) {
    Known known = last;
    if (!known.instant.equals(instant)) {
      known = new Known(instant, FORMAT.format(instant));
      last = known;
    }
    return known.text;
  }

  private record Known(Instant instant, String text) {}

  /** Into a statement. */
  static final class Argument extends AbstractArgumentFactory<Instant> {
    Argument() {
      super(Types.VARCHAR);
    }

    @Override
    protected org.jdbi.v3.core.argument.Argument build(Instant value, ConfigRegistry config) {
      return (position, statement, context) -> statement.setString(position, of(value));
    }
  }

  /** Out of a column. */
  static final class Column implements ColumnMapper<Instant> {
    @Override
    public Instant map(ResultSet row, int column, StatementContext context) throws SQLException {
      String text = row.getString(column);
      return text == null ? null : Instant.parse(text);
    }
  }
}
