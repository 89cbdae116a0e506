package io.selfheal.response;

import io.selfheal.evidence.Artefact;
import io.selfheal.evidence.ArtefactKind;
import io.selfheal.incident.Claim;
import io.selfheal.incident.Findings;
import io.selfheal.incident.Incident;
import io.selfheal.incident.Incidents;
import io.selfheal.incident.Stage;
import io.selfheal.incident.Step;
import io.selfheal.incident.StepOutcome;
import io.selfheal.storage.Checksum;
import java.util.List;
import java.util.Optional;

/**
 * A step that takes evidence, and its manifest once it has come to its end, whichever: a file of
 * the spool and on record like any other. One that cannot be written is on record as failed, and
 * keeps nothing from going on. From then on the evidence may be read.
 */
final class ManifestStep implements Step {
  private final Step step;
  private final WrittenFiles files;
  private final Safekeeping safekeeping;
  private final Incidents incidents;
  private final Findings findings;

  ManifestStep(
      Step step,
      WrittenFiles files,
      Safekeeping safekeeping,
      Incidents incidents,
      Findings findings) {
    this.step = step;
    this.files = files;
    this.safekeeping = safekeeping;
    this.incidents = incidents;
    this.findings = findings;
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
    findings.expect(claim);
    byte[] text = files.manifest(incident);
    if (!kept(incident, text)) {
      incidents.record(claim, files.write(incident, ArtefactKind.MANIFEST, List.of(text)));
    }
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
}
