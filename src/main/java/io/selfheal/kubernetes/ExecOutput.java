package io.selfheal.kubernetes;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import okio.ByteString;

/** Sorts the frames of a command by the channel that their first byte names. */
final class ExecOutput {
  private static final int STDOUT = 1;
  private static final int STDERR = 2;
  private static final int STATUS = 3;
  private static final int KEPT = 64 << 10;

  private final CappedOutput stderr = new CappedOutput(KEPT);
  private final CappedOutput status = new CappedOutput(KEPT);
  private final OutputStream stdoutSlices;
  private final OutputStream stderrSlices = new Slices(stderr::append);
  private final OutputStream statusSlices = new Slices(status::append);

  ExecOutput(ByteSink stdout) {
    this.stdoutSlices = new Slices(stdout);
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

  /** A byte string writes its segments one by one: each goes on as it lies in memory, uncopied. */
  private static final class Slices extends OutputStream {
    private final ByteSink sink;

    Slices(ByteSink sink) {
      this.sink = sink;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      sink.accept(ByteBuffer.wrap(bytes, from, length));
    }

    @Override
    public void write(int one) throws IOException {
      sink.accept(ByteBuffer.wrap(new byte[] {(byte) one}));
    }
  }
}
