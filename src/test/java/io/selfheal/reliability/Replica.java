package io.selfheal.reliability;

import io.selfheal.incident.ledger.PostgresConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** One of several responders on one ledger, with a spool of its own and a wire to the server. */
final class Replica implements AutoCloseable {
  private final Path folder;
  private final Wire wire;
  private final Served served;

  private Replica(Path folder, Wire wire, Served served) {
    this.folder = folder;
    this.wire = wire;
    this.served = served;
  }

  static Replica start(Path folder, PostgresConfig database, String sections) throws IOException {
    Files.createDirectories(folder);
    Wire wire = Wire.to(database.hosts().get(0).port());
    TriedLedger ledger = TriedLedger.postgresql(database, wire.port());
    return new Replica(folder, wire, Served.start(folder, ledger.section() + "\n" + sections));
  }

  Served served() {
    return served;
  }

  Wire wire() {
    return wire;
  }

  /** By which the ledger knows whose evidence is whose. */
  String spool() throws IOException {
    return Files.readString(folder.resolve("spool/.identity")).strip();
  }

  @Override
  public void close() throws IOException {
    served.close();
    wire.close();
  }
}
