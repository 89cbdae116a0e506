package io.selfheal.evidence.capture;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import com.github.luben.zstd.util.Native;
import io.selfheal.evidence.SpoolFile;
import io.selfheal.evidence.Verification;
import io.selfheal.kubernetes.ByteSinkStream;
import java.io.IOException;
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
    this.frame = new ZstdOutputStreamNoFinalizer(new ByteSinkStream(stored), LEVEL);
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

  /** Takes evidence as it comes and keeps it compressed. */
  public static Received compress(SpoolFile file, Extraction plain)
      throws CaptureFailure, InterruptedException, IOException {
    try (ZstdFile frame = new ZstdFile(file)) {
      Received came = plain.into(frame);
      return frame.finish(came.verification()).of(came);
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
}
