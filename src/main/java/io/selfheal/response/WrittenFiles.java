package io.selfheal.response;

import io.selfheal.evidence.Artefact;
import io.selfheal.evidence.ArtefactKind;
import io.selfheal.evidence.Wanted;
import io.selfheal.evidence.capture.Capture;
import io.selfheal.evidence.capture.CaptureOrder;
import io.selfheal.evidence.capture.SpoolSink;
import io.selfheal.incident.Incident;
import io.selfheal.rules.RuleBook;
import io.selfheal.triage.Finding;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Files that we write about the evidence of an incident: in the spool, beside it. */
final class WrittenFiles {
  private final Capture capture;
  private final RuleBook rules;

  WrittenFiles(Capture capture, RuleBook rules) {
    this.capture = capture;
    this.rules = rules;
  }

  /**
   * Writes what tells of all that there is.
   *
   * @throws InterruptedException when the service stops: the next start writes it anew
   */
  List<Artefact> manifest(Incident incident, List<Finding> findings) throws InterruptedException {
    String priority = rules.subjectOf(incident.origin().alert()).priority();
    byte[] content = Manifest.of(incident, priority, findings);
    return write(incident, ArtefactKind.MANIFEST, List.of(content));
  }

  /**
   * Writes the files of a kind, in the order of its names; one that the spool does not take is
   * there as failed.
   *
   * @throws InterruptedException when the service stops: the next start writes them anew
   */
  List<Artefact> write(Incident incident, ArtefactKind kind, List<byte[]> contents)
      throws InterruptedException {
    CaptureOrder order =
        new CaptureOrder(incident.target().orElseThrow().jvm(), Wanted.of(kind), incident.id());
    List<Artefact> written = new ArrayList<>();
    for (int i = 0; i < contents.size(); i++) {
      written.add(write(order, order.fileNames().get(i), ByteBuffer.wrap(contents.get(i))));
    }
    return written;
  }

  private Artefact write(CaptureOrder order, String name, ByteBuffer content)
      throws InterruptedException {
    Artefact artefact = capture.write(order, name, file -> SpoolSink.write(content, file));
    if (artefact.failure().isPresent() && Thread.currentThread().isInterrupted()) {
      throw new InterruptedException("Interrupted while " + name + " was written");
    }
    return artefact;
  }
}
