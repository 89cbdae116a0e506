package io.selfheal.incident.ledger;

import io.selfheal.incident.LedgerException;
import java.io.IOException;
import java.sql.SQLException;

/** Turns whatever went wrong below into the one exception of this door, with a way out. */
final class LedgerFailure {
  private LedgerFailure() {}

  static LedgerException of(String verb, Database database, Throwable cause) {
    if (cause instanceof LedgerException told) {
      return told;
    }
    SQLException sql = sqlCause(cause);
    return new LedgerException(
        "Cannot "
            + verb
            + " the ledger "
            + database.name()
            + ": "
            + why(sql, cause)
            + "; "
            + mend(database, sql, cause),
        cause);
  }

  static boolean isSql(Throwable cause) {
    return sqlCause(cause) != null;
  }

  private static SQLException sqlCause(Throwable cause) {
    for (Throwable next = cause; next != null; next = next.getCause()) {
      if (next instanceof SQLException found) {
        return found;
      }
    }
    return null;
  }

  private static String why(SQLException sql, Throwable cause) {
    return sql == null ? cause.toString() : sql.getMessage();
  }

  private static String mend(Database database, SQLException sql, Throwable cause) {
    if (sql == null) {
      return cause instanceof IOException ? "make its folder writable" : "see the cause in the log";
    }
    return database.mend(sql);
  }
}
