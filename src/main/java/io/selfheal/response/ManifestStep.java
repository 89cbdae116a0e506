package io.selfheal.response;

import io.selfheal.evidence.Artefact;
import io.selfheal.evidence.ArtefactKind;
import io.selfheal.evidence.Wanted;
import io.selfheal.evidence.capture.Capture;
import io.selfheal.evidence.capture.CaptureOrder;
import io.selfheal.evidence.capture.SpoolSink;
import io.selfheal.incident.Claim;
import io.selfheal.incident.Incident;
import io.selfheal.incident.Incidents;
import io.selfheal.incident.Stage;
import io.selfheal.incident.Step;
import io.selfheal.incident.StepOutcome;
import io.selfheal.rules.RuleBook;
import io.selfheal.storage.Checksum;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * A step that takes evidence, and its manifest once it has come to its end, whichever: a file of
 * the spool and on record like any other. One that cannot be written is on record as failed, and
 * keeps nothing from going on.
 */
final class ManifestStep implements Step {
  private final Step step;
  private final Capture capture;
  private final Safekeeping safekeeping;
  private final Incidents incidents;
  private final RuleBook rules;

  ManifestStep(
      Step step, Capture capture, Safekeeping safekeeping, Incidents incidents, RuleBook rules) {
    this.step = step;
    this.capture = capture;
    this.safekeeping = safekeeping;
    this.incidents = incidents;
    this.rules = rules;
  }

  @Override
  public Stage from() {
    return step.from();
  }

  @Override
  public String name() {
    return step.name();
  }

  @Override
  public StepOutcome run(Claim claim) throws InterruptedException {
    StepOutcome outcome = step.run(claim);
    if (!(outcome instanceof StepOutcome.RetryAfter)) {
      keep(claim);
    }
    return outcome;
  }

  private void keep(Claim claim) throws InterruptedException {
    Incident incident = incidents.incident(claim.incident().id()).orElseThrow();
    if (Manifest.evidence(incident).isEmpty()) {
      return;
    }
    byte[] text = Manifest.of(incident, priority(incident));
    if (!kept(incident, text)) {
      incidents.record(claim, List.of(written(incident, text)));
    }
  }

  private String priority(Incident incident) {
    return rules.subjectOf(incident.origin().alert()).priority();
  }

  /** A failed one is not tried again: the spool has no more room by a crash. */
  private boolean kept(Incident incident, byte[] text) {
    Optional<Artefact> recorded =
        incident.artefacts().stream()
            .filter(artefact -> artefact.kind() == ArtefactKind.MANIFEST)
            .findFirst();
    return recorded.isPresent()
        && recorded.get().content().map(content -> isOf(content, text)).orElse(true)
        && safekeeping.holds(incident, ArtefactKind.MANIFEST);
  }

  private static boolean isOf(Artefact.Content content, byte[] text) {
    String came = content.original().map(Artefact.Original::sha256).orElse(content.sha256());
    return came.equals(Checksum.SHA256.of(text));
  }

  private Artefact written(Incident incident, byte[] text) throws InterruptedException {
    CaptureOrder order =
        new CaptureOrder(
            incident.target().orElseThrow().jvm(), Wanted.of(ArtefactKind.MANIFEST), incident.id());
    Artefact manifest =
        capture.write(
            order, order.fileNames().get(0), file -> SpoolSink.write(ByteBuffer.wrap(text), file));
    if (manifest.failure().isPresent() && Thread.currentThread().isInterrupted()) {
      throw new InterruptedException("Interrupted while a manifest was written");
    }
    return manifest;
  }
}
