package io.selfheal.incident.ledger;

import java.nio.file.Path;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.TemplateEngine;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** The database file, and the two ways in: one for the writer, one for readers. */
final class SqliteFile {
  private static final int BUSY_MILLIS = 5_000;
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

  void migrate() throws SQLException {
    Migrations.bringUpToDate(forWriting);
  }

  Handle openWriter() {
    return writing.open();
  }

  Handle openReader() {
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

  /** Statements are sent as they are written, with their parameters named. */
  private static void plain(SqlStatements statements) {
    statements.setTemplateEngine(TemplateEngine.NOP);
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
