package io.selfheal.response;

import io.selfheal.evidence.Artefact;
import io.selfheal.evidence.ArtefactKind;
import io.selfheal.evidence.EvidenceSource;
import io.selfheal.evidence.FailureReason;
import io.selfheal.evidence.JvmTarget;
import io.selfheal.evidence.Spool;
import io.selfheal.evidence.SpoolFile;
import io.selfheal.evidence.Verification;
import io.selfheal.evidence.Wanted;
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
import java.util.stream.IntStream;

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
  int threadDumps = 1;
  private final Spool spool;

  FakeEvidence(Spool spool) {
    this.spool = spool;
  }

  @Override
  public List<Artefact> capture(JvmTarget target, Wanted wanted, String incidentId) {
    ArtefactKind kind = wanted.kind();
    before.accept(kind);
    asked.add(kind);
    boolean fails = failure != null && failing.contains(kind);
    if (!fails) {
      taken.add(kind);
    }
    return fileNames(kind).stream()
        .map(name -> fails ? failed(kind, name) : take(kind, name, incidentId))
        .toList();
  }

  private List<String> fileNames(ArtefactKind kind) {
    int files = kind == ArtefactKind.THREAD_DUMP ? threadDumps : 1;
    return IntStream.range(0, files)
        .mapToObj(number -> kind.slug() + (number == 0 ? "" : "-" + number) + ".txt")
        .toList();
  }

  private Artefact failed(ArtefactKind kind, String fileName) {
    return Artefact.failed(kind, fileName, new Artefact.Failure(failure, "it was told to fail"));
  }

  private Artefact take(ArtefactKind kind, String fileName, String incidentId) {
    byte[] bytes = "evidence".getBytes(StandardCharsets.UTF_8);
    try (SpoolFile file = spool.create(incidentId, fileName)) {
      file.write(ByteBuffer.wrap(bytes));
      file.commit();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Artefact.Content content =
        new Artefact.Content(bytes.length, SHA256_OF_EVIDENCE, verification, Duration.ofMillis(5));
    return Artefact.verified(kind, fileName, content);
  }
}
