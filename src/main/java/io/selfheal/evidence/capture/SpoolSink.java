package io.selfheal.evidence.capture;

import io.selfheal.evidence.FailureReason;
import io.selfheal.evidence.SpoolFile;
import io.selfheal.evidence.Verification;
import io.selfheal.kubernetes.ByteSink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** Checks, hashes and writes a stream as it comes, so that nothing is read a second time. */
public final class SpoolSink implements ByteSink, AutoCloseable {
  private final SpoolFile file;
  private final StructureCheck structure;
  private final MessageDigest digest = sha256();
  private long bytes;

  public SpoolSink(SpoolFile file, StructureCheck structure) {
    this.file = file;
    this.structure = structure;
  }

  /** Writes in one piece what was checked before. */
  public static Received write(ByteBuffer checked, SpoolFile file) throws IOException {
    try (SpoolSink sink = new SpoolSink(file, StructureCheck.NONE)) {
      sink.accept(checked);
      return sink.received(Verification.FULL);
    }
  }

  @Override
  public void accept(ByteBuffer next) throws IOException {
    bytes += next.remaining();
    structure.accept(next.duplicate());
    digest.update(next.duplicate());
    file.write(next);
  }

  public long bytes() {
    return bytes;
  }

  /** Ends the stream; may be called once. */
  public Received finish(Verification verification) throws CaptureFailure {
    Optional<String> problem = structure.problem();
    if (problem.isPresent()) {
      throw damaged("of " + bytes + " bytes received, " + problem.get());
    }
    return received(verification);
  }

  Received received(Verification verification) {
    return new Received(bytes, HexFormat.of().formatHex(digest.digest()), verification);
  }

  @Override
  public void close() {
    structure.close();
  }

  public static CaptureFailure damaged(String why) {
    return new CaptureFailure(
        FailureReason.DAMAGED, "it came damaged: " + why + "; look for a proxy that cuts streams");
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
