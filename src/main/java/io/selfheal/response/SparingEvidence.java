package io.selfheal.response;

import io.selfheal.evidence.Artefact;
import io.selfheal.evidence.EvidenceSource;
import io.selfheal.evidence.FailureReason;
import io.selfheal.evidence.JvmTarget;
import io.selfheal.evidence.Wanted;
import io.selfheal.evidence.capture.CaptureFailure;
import io.selfheal.evidence.capture.CaptureOrder;
import io.selfheal.storage.LocalSpool;
import java.util.List;

/**
 * Takes nothing large while the spool is nearly full: the store may be away for a day, and what is
 * left is worth more as thread dumps and logs of a hundred pods than as half of one heap dump.
 */
public final class SparingEvidence implements EvidenceSource {
  private final EvidenceSource source;
  private final LocalSpool spool;

  public SparingEvidence(EvidenceSource source, LocalSpool spool) {
    this.source = source;
    this.spool = spool;
  }

  @Override
  public List<Artefact> capture(JvmTarget target, Wanted wanted, String incidentId)
      throws InterruptedException {
    return wanted.kind().large() && !spool.takesLarge()
        ? List.of(refused(new CaptureOrder(target, wanted, incidentId)))
        : source.capture(target, wanted, incidentId);
  }

  private Artefact refused(CaptureOrder order) {
    String why =
        "the spool holds %d MiB that wait for the store, and what is left of it is kept for small files;"
                .formatted(spool.used() >> 20)
            + " see why uploads do not get out, or raise spool.quota or spool.largeUpTo";
    return order.failed(
        order.fileNames().get(0), new CaptureFailure(FailureReason.SPOOL_NEARLY_FULL, why));
  }
}
