package io.selfheal.incident.ledger;

import io.selfheal.incident.LedgerException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;

/** Turns whatever went wrong below into the one exception of this door, with a way out. */
final class LedgerFailure {
  private static final int PRIMARY_CODE = 0xff;

  private LedgerFailure() {}

  static LedgerException of(String verb, Path file, Throwable cause) {
    if (cause instanceof LedgerException told) {
      return told;
    }
    SQLException sql = sqlCause(cause);
    return new LedgerException(
        "Cannot " + verb + " the ledger " + file + ": " + why(sql, cause) + "; " + mend(sql, cause),
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

  private static String mend(SQLException sql, Throwable cause) {
    if (sql == null) {
      return cause instanceof IOException ? "make its folder writable" : "see the cause in the log";
    }
    SQLiteErrorCode code = SQLiteErrorCode.getErrorCode(sql.getErrorCode() & PRIMARY_CODE);
    return switch (code) {
      case SQLITE_FULL -> "free some space on its volume";
      case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM -> "make its folder writable";
      case SQLITE_CORRUPT, SQLITE_NOTADB -> "restore the file, or move it away to begin a new one";
      default -> "check its volume";
    };
  }
}
