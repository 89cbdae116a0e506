package io.selfheal.storage.s3;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;

/** A piece of a file, read where it lies: memory does not grow with it. */
record S3Part(FileChannel file, int number, long from, long bytes) {
  private static final int BUFFER = 1 << 16;

  /** Feeds all of it to each of them. */
  void digest(MessageDigest... digests) throws IOException {
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = open()) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        for (MessageDigest digest : digests) {
          digest.update(buffer, 0, n);
        }
      }
    }
  }

  BodyPublisher body() {
    return bytes == 0
        ? BodyPublishers.noBody()
        : BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(this::open), bytes);
  }

  private InputStream open() {
    return new InputStream() {
      private long at = from;

      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        long left = from + bytes - at;
        if (left == 0) {
          return -1;
        }
        int most = (int) Math.min(length, left);
        int n = file.read(ByteBuffer.wrap(into, offset, most), at);
        at += Math.max(n, 0);
        return n;
      }
    };
  }
}
