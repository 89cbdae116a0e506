package io.selfheal.evidence.jcmd;

import io.selfheal.evidence.JvmTarget;
import io.selfheal.evidence.Spool;
import io.selfheal.evidence.SpoolFile;
import io.selfheal.evidence.Verification;
import io.selfheal.kubernetes.Cluster;
import java.io.IOException;
import java.util.List;

/** The part of a heap dump's capture that moves bytes: from the pod's file to the spool's. */
public final class DumpTransfer {
  private final HeapDump dump;

  public DumpTransfer(Cluster cluster, JvmTarget target, String podPath) {
    Commands commands = new Commands(cluster, target);
    this.dump =
        new HeapDump(
            new Jvm(commands, List.of("jcmd"), "1"),
            new PodFile(commands, podPath),
            CaptureConfig.DEFAULTS);
  }

  /** Streams, hashes at both ends, checks the structure, compares, and makes it durable. */
  public Verification into(Spool spool, String incidentId, long bytes)
      throws IOException, InterruptedException {
    try (SpoolFile file = spool.create(incidentId, "heap-dump.hprof")) {
      Received received = dump.receive(bytes, file);
      file.commit();
      return received.verification();
    } catch (CaptureFailure e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
