package io.selfheal.app;

import io.selfheal.storage.DumpArchive;
import io.selfheal.storage.LocalDumpStore;
import io.selfheal.storage.StoreConfig;
import io.selfheal.storage.drive.DriveDumpStore;
import io.selfheal.storage.s3.S3DumpStore;
import java.time.Clock;

/** The store that the configuration names. */
final class DumpArchives {
  private DumpArchives() {}

  static DumpArchive of(StoreConfig config, Clock clock) {
    return config
        .drive()
        .<DumpArchive>map(drive -> new DriveDumpStore(drive, clock))
        .or(() -> config.s3().map(bucket -> new S3DumpStore(bucket, clock)))
        .orElseGet(() -> new LocalDumpStore(config.folder()));
  }
}
