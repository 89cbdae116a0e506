package io.selfheal.triage.threads.dump;

import io.selfheal.triage.BoundedLines;
import io.selfheal.triage.Specimens;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads all forms of thread dumps, compressed or not; which one the first bytes say. */
public final class DumpReader {
  private static final int LOOK = 64;

  private DumpReader() {}

  /** Never fails because of what is in the file: then there is a problem, and what was read. */
  public static ParsedDumps read(String source, Path file) {
    try (InputStream in = Specimens.open(file)) {
      return read(source, in);
    } catch (IOException e) {
      return new ParsedDumps(List.of(), Optional.of("it cannot be read: " + e.getMessage()));
    }
  }

  static ParsedDumps read(String source, InputStream in) throws IOException {
    BufferedInputStream looking = looking(in);
    return beginsWithBrace(looking) ? new JsonDumps(source).read(looking) : lines(source, looking);
  }

  private static ParsedDumps lines(String source, InputStream in) {
    PrintedDumps dumps = new PrintedDumps(source);
    BoundedLines lines = new BoundedLines(in);
    try {
      for (String line = lines.next(); line != null; line = lines.next()) {
        dumps.accept(line);
      }
    } catch (IOException e) {
      return new ParsedDumps(
          dumps.end().dumps(), Optional.of("it cannot be read to its end: " + e.getMessage()));
    }
    ParsedDumps all = dumps.end();
    return lines.cut()
        ? new ParsedDumps(
            all.dumps(),
            Optional.of("only its first " + (BoundedLines.MOST_BYTES >> 20) + " MiB were read"))
        : all;
  }

  private static BufferedInputStream looking(InputStream in) {
    return in instanceof BufferedInputStream buffered ? buffered : new BufferedInputStream(in);
  }

  private static boolean beginsWithBrace(BufferedInputStream in) throws IOException {
    for (byte next : first(in)) {
      if (!Character.isWhitespace(next)) {
        return next == '{';
      }
    }
    return false;
  }

  private static byte[] first(BufferedInputStream in) throws IOException {
    in.mark(LOOK);
    byte[] first = in.readNBytes(LOOK);
    in.reset();
    return first;
  }
}
