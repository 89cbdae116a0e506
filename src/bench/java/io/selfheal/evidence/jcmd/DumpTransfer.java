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

  /** How the dump comes over and is kept. */
  public enum Form {
    /** The JVM compressed it, and as such it is kept. */
    COMPRESSED,
    /** It comes as it is, and is compressed on its way into the spool. */
    ZSTD,
    /** It comes and is kept as it is. */
    PLAIN
  }

  private final Transfer transfer;
  private final Form form;

  public DumpTransfer(Cluster cluster, JvmTarget target, String podPath, Form form) {
    this.form = form;
    PodFile file = new PodFile(new Commands(cluster, target), "", podPath);
    this.transfer =
        new Transfer(
            file,
            new Link(CaptureConfig.DEFAULTS.transferTimeout(), Clock.systemUTC(), Pause.REAL),
            form == Form.COMPRESSED ? () -> new GzipCheck(new HprofCheck()) : HprofCheck::new);
  }

  /** Streams, hashes at both ends, checks the structure, compares, and makes it durable. */
  public Verification into(Spool spool, String incidentId, long bytes)
      throws IOException, InterruptedException {
    try (SpoolFile file = spool.create(incidentId, FILE_NAME)) {
      Received received =
          form == Form.ZSTD
              ? transfer.compress(Optional.of(bytes), file)
              : transfer.receive(Optional.of(bytes), file);
      file.commit();
      return received.verification();
    } catch (CaptureFailure e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
