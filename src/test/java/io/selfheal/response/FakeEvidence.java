package io.selfheal.response;

import io.selfheal.evidence.Artefact;
import io.selfheal.evidence.ArtefactKind;
import io.selfheal.evidence.EvidenceSource;
import io.selfheal.evidence.FailureReason;
import io.selfheal.evidence.JvmTarget;
import io.selfheal.evidence.Spool;
import io.selfheal.evidence.SpoolFile;
import io.selfheal.evidence.Verification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Writes a small file into the real spool instead of asking a JVM; remembers what was taken. */
final class FakeEvidence implements EvidenceSource {
  static final String SHA256_OF_EVIDENCE =
      "ee8250fb76e094b34b471f13a73dbbe51d1ae142e9df59d7c0d31ec20f0a0a8e";

  final List<ArtefactKind> taken = new ArrayList<>();
  final List<ArtefactKind> asked = new ArrayList<>();
  final Set<ArtefactKind> failing = EnumSet.allOf(ArtefactKind.class);
  FailureReason failure;
  Consumer<ArtefactKind> before = kind -> {};
  Verification verification = Verification.FULL;
  private final Spool spool;

  FakeEvidence(Spool spool) {
    this.spool = spool;
  }

  @Override
  public List<Artefact> capture(JvmTarget target, ArtefactKind kind, String incidentId) {
    before.accept(kind);
    String fileName = kind.slug() + ".txt";
    asked.add(kind);
    if (failure != null && failing.contains(kind)) {
      return List.of(
          Artefact.failed(kind, fileName, new Artefact.Failure(failure, "it was told to fail")));
    }
    taken.add(kind);
    byte[] bytes = "evidence".getBytes(StandardCharsets.UTF_8);
    try (SpoolFile file = spool.create(incidentId, fileName)) {
      file.write(ByteBuffer.wrap(bytes));
      file.commit();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Artefact.Content content =
        new Artefact.Content(bytes.length, SHA256_OF_EVIDENCE, verification, Duration.ofMillis(5));
    return List.of(Artefact.verified(kind, fileName, content));
  }
}
