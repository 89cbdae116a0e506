package io.selfheal.incident.ledger;

import io.selfheal.incident.LedgerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL server, which several responders may share. One that is cut off, or stopped in the
 * middle of a transaction, loses it: the server ends the session after {@link #IDLE_MILLIS}.
 */
final class PostgresServer implements Database {
  static final int IDLE_MILLIS = 5_000;

  /** Longer than a stopped one can hold the turn. */
  private static final int LOCK_MILLIS = 2 * IDLE_MILLIS;

  private static final int STATEMENT_MILLIS = 15_000;
  private static final int SOCKET_SECONDS = 20;
  private static final int CONNECT_SECONDS = 5;

  private static final String SYSTEM_AUTHORITIES = "org.postgresql.ssl.DefaultJavaSSLFactory";

  /** Of the advisory locks: any numbers that nobody else takes in this database. */
  private static final long TURN = 0x5e1f_4ea1_0001L;

  static final long JUDGEMENT = 0x5e1f_4ea1_0002L;

  private final PostgresConfig config;
  private final Jdbi jdbi;

  PostgresServer(PostgresConfig config) {
    this.config = config;
    this.jdbi =
        Jdbi.create(() -> source().getConnection())
            .configure(SqlStatements.class, PostgresServer::plain)
            .registerArgument(new InstantText.Argument())
            .registerArgument(new StorableText())
            .registerColumnMapper(new InstantText.Column())
            .registerRowMapper(new IncidentMapper());
  }

  @Override
  public String name() {
    return "postgresql://"
        + config.hosts().stream().map(Object::toString).collect(Collectors.joining(","))
        + "/"
        + config.database();
  }

  /** In its own time: a new index over a long history takes longer than any other statement. */
  void migrate() throws SQLException {
    PGSimpleDataSource patient = source();
    patient.setOptions("");
    patient.setSocketTimeout(0);
    Migrations.POSTGRESQL.bringUpToDate(patient);
  }

  /** Whoever asks finds out by connecting. */
  @Override
  public void requireThere() {}

  @Override
  public Handle openWriter() {
    return jdbi.open();
  }

  @Override
  public Handle openReader() {
    return jdbi.open();
  }

  @Override
  public boolean shared() {
    return true;
  }

  @Override
  public void takeTurn(Handle writer) {
    writer.execute("SELECT pg_advisory_xact_lock(" + TURN + ")");
  }

  @Override
  public String mend(SQLException failure) {
    String state = String.valueOf(failure.getSQLState());
    return switch (state.substring(0, Math.min(2, state.length()))) {
      case "28" -> "check ledger.postgresql.user and its password file";
      case "3D" -> "create the database, or check ledger.postgresql.database";
      case "42" -> "let its user own the tables: see docs/install.md";
      case "53" -> "give the server more disk, memory or connections";
      default -> "check that server, and the network to it";
    };
  }

  /** Anew for each connection: the password may have been changed. */
  private PGSimpleDataSource source() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(
        config.hosts().stream().map(PostgresConfig.Host::name).toArray(String[]::new));
    source.setPortNumbers(config.hosts().stream().mapToInt(PostgresConfig.Host::port).toArray());
    source.setTargetServerType("primary");
    source.setDatabaseName(config.database());
    source.setUser(config.user());
    config.passwordFile().map(PostgresServer::password).ifPresent(source::setPassword);
    source.setSslMode(config.tls().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    config
        .caFile()
        .map(Path::toString)
        .ifPresentOrElse(source::setSslRootCert, () -> source.setSslfactory(SYSTEM_AUTHORITIES));
    bound(source);
    return source;
  }

  /**
   * Every statement goes along an index. Left to itself the server reads whole tables when a storm
   * comes after a quiet time, by a plan or by statistics from then: ten thousand alerts took
   * minutes. Where there is no index the plan costs ten billion, at which a server that can compile
   * statements (jit, on by default) would compile each of them: seconds instead of a millisecond.
   */
  private static void bound(PGSimpleDataSource source) {
    source.setApplicationName("self-heal");
    source.setStringType("unspecified");
    source.setConnectTimeout(CONNECT_SECONDS);
    source.setSocketTimeout(SOCKET_SECONDS);
    source.setTcpKeepAlive(true);
    source.setOptions(
        "-c synchronous_commit=on -c plan_cache_mode=force_custom_plan -c enable_seqscan=off"
            + " -c jit=off -c lock_timeout="
            + LOCK_MILLIS
            + " -c statement_timeout="
            + STATEMENT_MILLIS
            + " -c idle_in_transaction_session_timeout="
            + IDLE_MILLIS);
  }

  private static String password(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new LedgerException(
          "Cannot read the ledger's password in " + file + ": " + e + "; mount the secret there",
          e);
    }
  }

  private static void plain(SqlStatements statements) {
    statements.setTemplateEngine(Dialect.POSTGRESQL);
    statements.setSqlParser(new NamedParameters());
  }
}
