package io.selfheal.evidence.jcmd;

import io.selfheal.evidence.JvmTarget;
import io.selfheal.evidence.Pause;
import io.selfheal.evidence.Spool;
import io.selfheal.evidence.SpoolFile;
import io.selfheal.evidence.Verification;
import io.selfheal.evidence.capture.CaptureFailure;
import io.selfheal.evidence.capture.Received;
import io.selfheal.kubernetes.Cluster;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;

/** The part of a heap dump's capture that moves bytes: from the pod's file to the spool's. */
public final class DumpTransfer {
  public static final String FILE_NAME = "heap-dump.hprof";

  private final Transfer transfer;

  /**
   * @param compressed whether the JVM compressed the file
   */
  public DumpTransfer(Cluster cluster, JvmTarget target, String podPath, boolean compressed) {
    PodFile file = new PodFile(new Commands(cluster, target), "", podPath);
    this.transfer =
        new Transfer(
            file,
            new Link(CaptureConfig.DEFAULTS.transferTimeout(), Clock.systemUTC(), Pause.REAL),
            compressed ? () -> new GzipCheck(new HprofCheck()) : HprofCheck::new);
  }

  /** Streams, hashes at both ends, checks the structure, compares, and makes it durable. */
  public Verification into(Spool spool, String incidentId, long bytes)
      throws IOException, InterruptedException {
    try (SpoolFile file = spool.create(incidentId, FILE_NAME)) {
      Received received = transfer.receive(Optional.of(bytes), file);
      file.commit();
      return received.verification();
    } catch (CaptureFailure e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
