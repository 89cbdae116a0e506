package io.selfheal.evidence.capture;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import com.github.luben.zstd.util.Native;
import io.selfheal.evidence.SpoolFile;
import io.selfheal.evidence.Verification;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compresses what is written to a file of the spool with zstd, on a thread of its own: the stream
 * that comes in goes on meanwhile.
 */
public final class ZstdFile implements SpoolFile {
  public static final String SUFFIX = ".zst";

  private static final Logger LOG = LoggerFactory.getLogger(ZstdFile.class);

  /** A quarter of the size of a heap dump; what follows takes twice the time for little more. */
  private static final int LEVEL = 1;

  private final SpoolFile file;
  private final SpoolSink stored;
  private final ZstdOutputStreamNoFinalizer frame;
  private final WritableByteChannel input;

  public ZstdFile(SpoolFile file) throws IOException {
    this.file = file;
    this.stored = new SpoolSink(file, StructureCheck.NONE);
    this.frame = new ZstdOutputStreamNoFinalizer(new Sink(stored), LEVEL);
    this.frame.setChecksum(true).setWorkers(1);
    this.input = Channels.newChannel(frame);
  }

  /** Whether this machine can; the library is the processor's own. */
  public static boolean available() {
    try {
      Native.load();
      return true;
    } catch (LinkageError e) {
      LOG.atWarn().setCause(e).log("No zstd on this machine: dumps are kept as they come");
      return false;
    }
  }

  @Override
  public void write(ByteBuffer bytes) throws IOException {
    input.write(bytes);
  }

  /** Ends the file; it is not durable yet. What lies in the spool, proven as what came in was. */
  public Received finish(Verification verification) throws IOException {
    frame.close();
    return stored.received(verification);
  }

  @Override
  public void commit() throws IOException {
    file.commit();
  }

  /** Frees the compressor; the file that it wrote to is its opener's. */
  @Override
  public void close() throws IOException {
    frame.close();
  }

  private static final class Sink extends OutputStream {
    private final SpoolSink sink;

    Sink(SpoolSink sink) {
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
