package io.selfheal.incident.ledger;

import java.sql.Types;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;

/** Text as PostgreSQL can keep it: the one character that it cannot is replaced. */
final class StorableText extends AbstractArgumentFactory<String> {
  StorableText() {
    super(Types.VARCHAR);
  }

  @Override
  protected Argument build(String value, ConfigRegistry config) {
    String storable = value.replace('\0', '\uFFFD');
    return (position, statement, context) -> statement.setString(position, storable);
  }
}
