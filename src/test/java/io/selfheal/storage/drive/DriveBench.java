package io.selfheal.storage.drive;

import io.selfheal.sandbox.drive.SandboxDrive;
import io.selfheal.storage.DriveConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A Drive on loopback, and stores for it that wait for nothing. */
final class DriveBench implements AutoCloseable {
  static final int CHUNK = 256 << 10;

  final SandboxDrive drive;
  Instant now = Instant.parse("2026-11-21T02:45:00Z");
  final List<Duration> waits = new ArrayList<>();

  DriveBench(Path folder) throws IOException {
    drive = SandboxDrive.start(folder);
  }

  /** As after a restart: it knows only what is in the configuration. */
  DriveDumpStore store() {
    return store(config());
  }

  DriveDumpStore store(DriveConfig config) {
    return new DriveDumpStore(config, retry(), ChunkSize.fixed(CHUNK));
  }

  DriveConfig config() {
    return new DriveConfig(
        drive.rootFolder(), Optional.of(drive.credentialsFile()), drive.apiUrl());
  }

  Retry retry() {
    Clock clock = Clock.fixed(now, ZoneOffset.UTC);
    return new Retry(waits::add, clock, new Random(1));
  }

  @Override
  public void close() {
    drive.close();
  }
}
