package io.selfheal.evidence.jcmd;

import io.selfheal.evidence.FailureReason;
import io.selfheal.evidence.capture.CaptureFailure;
import io.selfheal.evidence.capture.SpoolSink;
import io.selfheal.kubernetes.ExecResult;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What jcmd's words mean: its exit code says 0 for many a failure. */
final class JcmdAnswer {
  private static final Pattern CREATED =
      Pattern.compile("(?m)^Heap dump file created \\[(\\d{1,18}) bytes in [0-9.,]+ secs\\]");
  private static final List<String> CANNOT_ATTACH =
      List.of("AttachNotSupportedException", "Unable to open socket file", "sun.tools.attach.");

  /** HotSpot says "Unknown diagnostic command". */
  private static final Pattern NOT_RECOGNIZED =
      Pattern.compile("(?m)^Command not recognized: |^Command \\S+ not recognized");

  private static final int SHOWN = 200;

  private JcmdAnswer() {}

  /** The size of the heap dump; empty unless jcmd says in its own line that it is complete. */
  static OptionalLong heapDumpBytes(ExecResult result) {
    Matcher created = CREATED.matcher(result.stdout());
    return result.succeeded() && created.find()
        ? OptionalLong.of(Long.parseLong(created.group(1)))
        : OptionalLong.empty();
  }

  /** Of the file that jcmd told of, and of what came of it. */
  static CaptureFailure otherSize(long told, long received) {
    return SpoolSink.damaged("jcmd wrote " + told + " bytes and " + received + " were received");
  }

  /** OpenJ9 has a jcmd of its own: same commands, other files. */
  static CaptureFailure openJ9() {
    return new CaptureFailure(
        FailureReason.UNSUPPORTED_JVM,
        "the JVM is OpenJ9, whose dumps are of another kind than HotSpot's; have it write its own (-Xdump)");
  }

  /** Whether {@code env} or the container's runtime could not start jcmd at all. */
  static boolean notStarted(ExecResult result) {
    return result.exitCode() == 126 || result.exitCode() == 127;
  }

  static CaptureFailure failure(ExecResult result) {
    String all = result.stderr() + result.stdout();
    String said = "jcmd ended with exit code " + result.exitCode() + said(result);
    if (all.contains("No space left on device")) {
      return new CaptureFailure(
          FailureReason.NO_SPACE_IN_POD, said + "; set capture.podFolder to a volume with room");
    }
    if (NOT_RECOGNIZED.matcher(all).find()) {
      return openJ9();
    }
    if (CANNOT_ATTACH.stream().anyMatch(all::contains)) {
      return new CaptureFailure(FailureReason.ATTACH_FAILED, said + "; " + howToAttach(all));
    }
    return new CaptureFailure(
        FailureReason.JCMD_REFUSED, said + "; run the same jcmd in the container by hand");
  }

  private static String howToAttach(String all) {
    return all.contains("Read-only file system")
        ? "mount an emptyDir at /tmp, where jcmd and the JVM meet"
        : "see that the JVM answers jcmd in the container, and that capture.toolsImage is of JDK 25";
  }

  /** The cause stands first on stderr (a stack trace) and last on stdout. */
  private static String said(ExecResult result) {
    return lines(result.stderr())
        .findFirst()
        .or(() -> lines(result.stdout()).reduce((earlier, later) -> later))
        .map(line -> " and said '" + shortened(line) + "'")
        .orElse(" and said nothing");
  }

  /** Without the banner that repeats JAVA_TOOL_OPTIONS: there may be a password in it. */
  private static Stream<String> lines(String text) {
    return text.lines().filter(line -> !line.isBlank() && !line.startsWith("Picked up "));
  }

  private static String shortened(String line) {
    String plain = line.replaceAll("\\p{Cntrl}", " ").strip();
    return plain.length() <= SHOWN ? plain : plain.substring(0, SHOWN) + "...";
  }
}
