package io.selfheal.evidence.capture;

import io.selfheal.evidence.Artefact;
import io.selfheal.evidence.FailureReason;
import io.selfheal.evidence.JvmTarget;
import io.selfheal.evidence.Spool;
import io.selfheal.evidence.SpoolFile;
import io.selfheal.kubernetes.Cluster;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Takes one file into the spool, bound to one incarnation of the container: it is checked before
 * and after, and what a changed target gave is thrown away.
 */
public final class Capture {
  private final Cluster cluster;
  private final Spool spool;
  private final Clock clock;

  public Capture(Cluster cluster, Spool spool, Clock clock) {
    this.cluster = cluster;
    this.spool = spool;
    this.clock = clock;
  }

  public Artefact take(CaptureOrder order, String fileName, Extraction extraction)
      throws InterruptedException {
    return write(order, fileName, file -> bound(order.target(), extraction, file));
  }

  /** As {@link #take}, for what needs nothing of the target: it may be gone by now. */
  public Artefact write(CaptureOrder order, String fileName, Extraction extraction)
      throws InterruptedException {
    Instant begun = clock.instant();
    try (SpoolFile file = spool.create(order.incidentId(), fileName)) {
      Received received = extraction.into(file);
      file.commit();
      return order.verified(fileName, received, Duration.between(begun, clock.instant()));
    } catch (CaptureFailure e) {
      return order.failed(fileName, e);
    } catch (IOException e) {
      return order.failed(fileName, spoolFailed(e));
    }
  }

  private Received bound(JvmTarget target, Extraction extraction, SpoolFile file)
      throws CaptureFailure, InterruptedException, IOException {
    TargetCheck sameTarget = new TargetCheck(cluster, target);
    sameTarget.check();
    Received received;
    try {
      received = extraction.into(file);
    } catch (CaptureFailure e) {
      throw sameTarget.changed().orElse(e);
    }
    sameTarget.check();
    return received;
  }

  private static CaptureFailure spoolFailed(IOException e) {
    return new CaptureFailure(
        FailureReason.NO_SPACE_IN_SPOOL,
        "the spool does not take it: " + e.getMessage() + "; see its volume and quota",
        e);
  }
}
