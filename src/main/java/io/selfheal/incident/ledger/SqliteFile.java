package io.selfheal.incident.ledger;

import io.selfheal.incident.LedgerException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;

/** The database file, and the two ways in: one for the writer, one for readers. */
final class SqliteFile implements Database {
  private static final int BUSY_MILLIS = 5_000;
  private static final int PRIMARY_CODE = 0xff;
  private static final int LARGEST_IDLE_JOURNAL = 64 << 20;

  private final Path path;
  private final SQLiteDataSource forWriting;
  private final Jdbi writing;
  private final Jdbi reading;

  SqliteFile(Path path) {
    this.path = path;
    this.forWriting = source(writerConfig());
    this.writing = jdbi(forWriting);
    this.reading = jdbi(source(readerConfig()));
  }

  static void load() {
    SQLiteDataSource source = new SQLiteDataSource(readerConfig());
    source.setUrl("jdbc:sqlite::memory:");
    try (Handle memory = jdbi(source).open()) {
      memory.createQuery("SELECT :one").bind("one", 1).mapTo(Integer.class).one();
    }
  }

  Path path() {
    return path;
  }

  @Override
  public String name() {
    return path.toString();
  }

  @Override
  public void requireThere() {
    if (!Files.isRegularFile(path)) {
      throw new LedgerException(
          "Cannot read the ledger " + path + ": there is no such file; name the one to read");
    }
  }

  @Override
  public boolean shared() {
    return false;
  }

  /** There is but one writer: the file is locked against others. */
  @Override
  public void takeTurn(Handle writer) {}

  @Override
  public String mend(SQLException failure) {
    return switch (SQLiteErrorCode.getErrorCode(failure.getErrorCode() & PRIMARY_CODE)) {
      case SQLITE_FULL -> "free some space on its volume";
      case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM -> "make its folder writable";
      case SQLITE_CORRUPT, SQLITE_NOTADB -> "restore the file, or move it away to begin a new one";
      default -> "check its volume";
    };
  }

  void migrate() throws SQLException {
    Migrations.SQLITE.bringUpToDate(forWriting);
  }

  @Override
  public Handle openWriter() {
    return writing.open();
  }

  @Override
  public Handle openReader() {
    return reading.open();
  }

  private SQLiteDataSource source(SQLiteConfig config) {
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + path);
    return source;
  }

  private static Jdbi jdbi(SQLiteDataSource source) {
    return Jdbi.create(source)
        .configure(SqlStatements.class, SqliteFile::plain)
        .registerArgument(new InstantText.Argument())
        .registerColumnMapper(new InstantText.Column())
        .registerRowMapper(new IncidentMapper());
  }

  private static void plain(SqlStatements statements) {
    statements.setTemplateEngine(Dialect.SQLITE);
    statements.setSqlParser(new NamedParameters());
  }

  private static SQLiteConfig writerConfig() {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    config.setJournalSizeLimit(LARGEST_IDLE_JOURNAL);
    config.enforceForeignKeys(true);
    config.setBusyTimeout(BUSY_MILLIS);
    return config;
  }

  private static SQLiteConfig readerConfig() {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setBusyTimeout(BUSY_MILLIS);
    return config;
  }
}
