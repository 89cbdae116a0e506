package io.selfheal.triage.heap;

import io.selfheal.triage.BoundedLines;
import io.selfheal.triage.Specimens;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code jcmd PID GC.class_histogram} and {@code jmap -histo} print. */
final class HistogramText {
  private static final Pattern LINE =
      Pattern.compile("\\s*\\d+:\\s+(\\d{1,18})\\s+(\\d{1,18})\\s+(\\S+)(\\s.*)?");
  private static final long MOST_BYTES = 32 << 20;

  private HistogramText() {}

  /**
   * @throws IOException where there is no line of a class, too
   */
  static HeapHistogram read(Path file) throws IOException {
    List<HeapHistogram.OfClass> classes = new ArrayList<>();
    try (InputStream stream = Specimens.open(file)) {
      BoundedLines text = new BoundedLines(stream, MOST_BYTES);
      for (String line = text.next(); line != null; line = text.next()) {
        Matcher found = LINE.matcher(line);
        if (found.matches()) {
          classes.add(ofClass(found));
        }
      }
    }
    if (classes.isEmpty()) {
      throw new IOException("Cannot read the class histogram: it has no line of a class");
    }
    return new HeapHistogram(classes, Optional.empty());
  }

  private static HeapHistogram.OfClass ofClass(Matcher line) {
    return new HeapHistogram.OfClass(
        ClassName.readable(line.group(3)),
        Long.parseLong(line.group(1)),
        Long.parseLong(line.group(2)));
  }
}
