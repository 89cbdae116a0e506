package io.selfheal.sandbox.cluster;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;

/** Rewrites a program's text line by line, as it comes; a line that maps to nothing is left out. */
final class MappedLines extends InputStream {
  private final InputStream source;
  private final Function<String, Optional<String>> mapping;
  private byte[] line = {};
  private int position;

  /** Lines are handed over without their line feed, one character a byte. */
  MappedLines(InputStream source, Function<String, Optional<String>> mapping) {
    this.source = new BufferedInputStream(source);
    this.mapping = mapping;
  }

  @Override
  public int read() throws IOException {
    return fill() ? line[position++] & 0xff : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, line.length - position);
    System.arraycopy(line, position, target, offset, count);
    position += count;
    return count;
  }

  @Override
  public void close() throws IOException {
    source.close();
  }

  private boolean fill() throws IOException {
    while (position == line.length) {
      Optional<String> next = nextLine();
      if (next.isEmpty()) {
        return false;
      }
      line = mapped(next.get()).getBytes(StandardCharsets.ISO_8859_1);
      position = 0;
    }
    return true;
  }

  private String mapped(String raw) {
    boolean ended = raw.endsWith("\n");
    String text = ended ? raw.substring(0, raw.length() - 1) : raw;
    return mapping.apply(text).map(changed -> ended ? changed + "\n" : changed).orElse("");
  }

  private Optional<String> nextLine() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int b = source.read();
    while (b >= 0) {
      bytes.write(b);
      if (b == '\n') {
        break;
      }
      b = source.read();
    }
    return bytes.size() == 0
        ? Optional.empty()
        : Optional.of(bytes.toString(StandardCharsets.ISO_8859_1));
  }
}
