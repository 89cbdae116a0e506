package io.selfheal.evidence.jcmd;

import io.selfheal.evidence.capture.StructureCheck;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Wants a line that opens the text, and as the last one that is not blank a line that closes it.
 * Both must be whole: a line counts once its newline is there.
 */
final class TextCheck implements StructureCheck {
  /** No line that matters is longer. */
  private static final int KEPT = 128;

  /** As vmOperations.cpp prints it: the deadlocks, where there are any, come after the rest. */
  static final Pattern THREAD_DUMP_END =
      Pattern.compile("JNI global ref.*|Found \\d+ deadlocks?\\.");

  private final Pattern opening;
  private final Pattern closing;
  private final ByteBuffer line = ByteBuffer.allocate(KEPT);
  private boolean opened;
  private boolean closed;

  private TextCheck(Pattern opening, Pattern closing) {
    this.opening = opening;
    this.closing = closing;
  }

  static TextCheck threadDump() {
    return new TextCheck(Pattern.compile("Full thread dump .*"), THREAD_DUMP_END);
  }

  static TextCheck classHistogram() {
    return new TextCheck(
        Pattern.compile(" *num +#instances +#bytes .*"), Pattern.compile("Total +\\d+ +\\d+ *"));
  }

  static TextCheck vmInfo() {
    return new TextCheck(Pattern.compile("# JRE version: .*"), Pattern.compile("END\\."));
  }

  /** Of a fault of the JVM, or of memory that the system did not give it. */
  static TextCheck crashLog() {
    return new TextCheck(
        Pattern.compile("# (?:A fatal error has been detected|There is insufficient memory) .*"),
        Pattern.compile("END\\."));
  }

  /** One line, which may be long. */
  static TextCheck vmFlags() {
    return new TextCheck(Pattern.compile("-XX:.*"), Pattern.compile("-XX:.*"));
  }

  /** Its last lines depend on what the JVM uses. */
  static TextCheck nativeMemory() {
    return new TextCheck(Pattern.compile("Native Memory Tracking:"), Pattern.compile(".*"));
  }

  @Override
  public void accept(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      byte next = bytes.get();
      if (next == '\n') {
        endOfLine();
      } else if (line.hasRemaining()) {
        line.put(next);
      }
    }
  }

  @Override
  public Optional<String> problem() {
    if (!opened) {
      return Optional.of("its opening line is missing");
    }
    return closed && line.position() == 0
        ? Optional.empty()
        : Optional.of("its closing line is missing");
  }

  private void endOfLine() {
    String text = new String(line.array(), 0, line.position(), StandardCharsets.UTF_8);
    line.clear();
    if (text.isBlank()) {
      return;
    }
    opened |= opening.matcher(text).matches();
    closed = opened && closing.matcher(text).matches();
  }
}
