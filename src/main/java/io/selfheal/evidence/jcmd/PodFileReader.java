package io.selfheal.evidence.jcmd;

import io.selfheal.evidence.capture.CaptureFailure;
import io.selfheal.evidence.capture.SpoolSink;
import java.util.List;
import java.util.Optional;

/**
 * Reads a file of the pod to its end, whatever cuts the connection: each attempt begins at the
 * first byte that is not here yet. Whether the pieces make up the whole is for the hash to say.
 *
 * @param told its size, where its writer told it
 */
record PodFileReader(PodFile file, Optional<Long> told, Attempts attempts) {
  private static final long BLOCK = 1 << 20;

  void into(SpoolSink sink) throws CaptureFailure, InterruptedException {
    long before = sink.bytes();
    Optional<CaptureFailure> cut = attempt(sink);
    while (cut.isPresent()) {
      if (sink.bytes() > before) {
        attempts.progressed();
      }
      attempts.after(cut.get());
      before = sink.bytes();
      cut = attempt(sink);
    }
  }

  /** What kept the file from coming whole; servers have called half of one a success. */
  private Optional<CaptureFailure> attempt(SpoolSink sink)
      throws CaptureFailure, InterruptedException {
    try {
      file.read(pieces(sink.bytes()), sink, attempts.left());
    } catch (CaptureFailure e) {
      if (e.reason().mayPass()) {
        return Optional.of(e);
      }
      throw e;
    }
    return told.filter(bytes -> sink.bytes() < bytes)
        .map(bytes -> JcmdAnswer.otherSize(bytes, sink.bytes()));
  }

  /** By what the image may have, the cheapest first. */
  private List<Piece> pieces(long from) {
    List<String> whole = List.of("cat", file.seen());
    if (from == 0) {
      return List.of(new Piece(whole, 0));
    }
    return List.of(
        new Piece(List.of("tail", "-c", "+" + (from + 1), file.seen()), 0),
        new Piece(
            List.of("dd", "if=" + file.seen(), "bs=" + BLOCK, "skip=" + from / BLOCK),
            from % BLOCK),
        new Piece(whole, from));
  }

  /**
   * A command whose output ends as the file does.
   *
   * @param known how many bytes of its output are here already
   */
  record Piece(List<String> command, long known) {}
}
