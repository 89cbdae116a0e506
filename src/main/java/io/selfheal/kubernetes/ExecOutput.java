package io.selfheal.kubernetes;

import java.io.IOException;
import java.io.OutputStream;
import okio.ByteString;

/** Sorts the frames of a command by the channel that their first byte names. */
final class ExecOutput {
  private static final int STDOUT = 1;
  private static final int STDERR = 2;
  private static final int STATUS = 3;
  private static final int KEPT = 64 << 10;

  private final CappedOutput stderr = new CappedOutput(KEPT);
  private final CappedOutput status = new CappedOutput(KEPT);

  /** A byte string writes its segments one by one. */
  private final OutputStream stdoutSlices;

  private final OutputStream stderrSlices = new ByteSinkStream(stderr::append);
  private final OutputStream statusSlices = new ByteSinkStream(status::append);

  ExecOutput(ByteSink stdout) {
    this.stdoutSlices = new ByteSinkStream(stdout);
  }

  void take(ByteString frame) throws IOException {
    if (frame.size() > 1) {
      ByteString payload = frame.substring(1);
      switch (frame.getByte(0)) {
        case STDOUT -> payload.write(stdoutSlices);
        case STDERR -> payload.write(stderrSlices);
        case STATUS -> payload.write(statusSlices);
        default -> {}
      }
    }
  }

  /** What came on the status channel; empty while nothing did. */
  String status() {
    return status.toString();
  }

  String stderr() {
    return stderr.toString();
  }
}
