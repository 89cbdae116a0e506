package io.selfheal.triage.heap;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
  private static final int MOST_LINES = 500_000;

  private HistogramText() {}

  /**
   * @throws IOException where there is no line of a class, too
   */
  static HeapHistogram read(Path file) throws IOException {
    List<HeapHistogram.OfClass> classes = new ArrayList<>();
    try (BufferedReader text = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
      String line = text.readLine();
      while (line != null && classes.size() < MOST_LINES) {
        Matcher found = LINE.matcher(line);
        if (found.matches()) {
          classes.add(ofClass(found));
        }
        line = text.readLine();
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
