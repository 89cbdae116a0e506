package io.selfheal.evidence;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A file on its way into the spool: it exists under its name only after {@link #commit}. Closing
 * without it discards it.
 */
public interface SpoolFile extends Closeable {
  void write(ByteBuffer bytes) throws IOException;

  /** Makes it durable: fsync, rename, fsync of the folder. */
  void commit() throws IOException;
}
