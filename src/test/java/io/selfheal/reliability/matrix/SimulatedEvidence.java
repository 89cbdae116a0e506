package io.selfheal.reliability.matrix;

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
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/**
 * Takes some seconds, looks whether the container is the same before and after, and writes files
 * into the real spool that say whose they are. Remembers what it really took.
 */
final class SimulatedEvidence implements EvidenceSource {
  /** One file, of one incarnation of one container. */
  record Taken(
      String uid,
      String container,
      ArtefactKind kind,
      String incident,
      String fileName,
      String content) {}

  private static final int FAILS_ONE_IN = 30;

  private final SimulatedCluster cluster;
  private final Spool spool;
  private final Timeline timeline;
  private final Random random;
  private final List<Taken> taken;

  SimulatedEvidence(
      SimulatedCluster cluster, Spool spool, Timeline timeline, Random random, List<Taken> taken) {
    this.cluster = cluster;
    this.spool = spool;
    this.timeline = timeline;
    this.random = random;
    this.taken = taken;
  }

  @Override
  public List<Artefact> capture(JvmTarget target, Wanted wanted, String incidentId) {
    ArtefactKind kind = wanted.kind();
    if (random.nextInt(FAILS_ONE_IN) == 0) {
      return List.of(failed(kind, FailureReason.JCMD_REFUSED));
    }
    int files = kind == ArtefactKind.THREAD_DUMP ? 2 : 1;
    List<Artefact> artefacts = new ArrayList<>();
    for (int file = 1; file <= files; file++) {
      if (!isLive(target)) {
        return List.of(failed(kind, FailureReason.TARGET_CHANGED));
      }
      timeline.pass(Duration.ofSeconds(1));
      if (!isLive(target)) {
        return List.of(failed(kind, FailureReason.TARGET_CHANGED));
      }
      artefacts.add(take(target, kind, incidentId, file));
    }
    return artefacts;
  }

  private boolean isLive(JvmTarget target) {
    return cluster
        .live(target.pod().name())
        .filter(pod -> pod.ref().equals(target.pod()))
        .filter(pod -> pod.container().equals(target.containerId()))
        .isPresent();
  }

  private Artefact take(JvmTarget target, ArtefactKind kind, String incident, int number) {
    String uid = target.pod().uid();
    String fileName = kind.slug() + "-" + number + ".txt";
    String content = "%s %s %s %d".formatted(uid, target.containerId(), fileName, taken.size());
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    try (SpoolFile file = spool.create(incident, fileName)) {
      file.write(ByteBuffer.wrap(bytes));
      file.commit();
    } catch (IOException e) {
      return failed(kind, FailureReason.NO_SPACE_IN_SPOOL);
    }
    taken.add(new Taken(uid, target.containerId(), kind, incident, fileName, content));
    return Artefact.verified(
        kind,
        fileName,
        new Artefact.Content(
            bytes.length, sha256(bytes), Verification.FULL, Duration.ofSeconds(1)));
  }

  static Artefact failed(ArtefactKind kind, FailureReason reason) {
    Artefact.Failure failure = new Artefact.Failure(reason, "The simulation wants it so.");
    return Artefact.failed(kind, kind.slug() + "-1.txt", failure);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
