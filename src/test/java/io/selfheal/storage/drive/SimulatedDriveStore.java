package io.selfheal.storage.drive;

import io.selfheal.evidence.Pause;
import io.selfheal.sandbox.drive.SandboxDrive;
import io.selfheal.storage.DriveConfig;
import io.selfheal.storage.DumpArchive;
import java.time.Clock;
import java.util.Optional;
import java.util.Random;

/** The real store, before a Drive on loopback, in a time of its own. */
public final class SimulatedDriveStore {
  private SimulatedDriveStore() {}

  public static DumpArchive of(SandboxDrive drive, Pause pause, Clock clock) {
    DriveConfig config =
        new DriveConfig(drive.rootFolder(), Optional.of(drive.credentialsFile()), drive.apiUrl());
    return new DriveDumpStore(
        config, new Retry(pause, clock, new Random(1)), ChunkSize.fixed(ChunkSize.UNIT));
  }
}
