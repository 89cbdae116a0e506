package io.selfheal.evidence.jcmd;

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
final class SpoolSink implements ByteSink, AutoCloseable {
  private final SpoolFile file;
  private final StructureCheck structure;
  private final MessageDigest digest = sha256();
  private long bytes;

  SpoolSink(SpoolFile file, StructureCheck structure) {
    this.file = file;
    this.structure = structure;
  }

  @Override
  public void accept(ByteBuffer next) throws IOException {
    bytes += next.remaining();
    structure.accept(next.duplicate());
    digest.update(next.duplicate());
    file.write(next);
  }

  long bytes() {
    return bytes;
  }

  /** Ends the stream; may be called once. */
  Received finish(Verification verification) throws CaptureFailure {
    Optional<String> problem = structure.problem();
    if (problem.isPresent()) {
      throw damaged("of " + bytes + " bytes received, " + problem.get());
    }
    return new Received(bytes, HexFormat.of().formatHex(digest.digest()), verification);
  }

  @Override
  public void close() {
    structure.close();
  }

  static CaptureFailure damaged(String why) {
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
