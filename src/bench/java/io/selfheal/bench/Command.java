package io.selfheal.bench;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs other programs to their end. */
final class Command {
  private Command() {}

  /** The standard output, as text; what goes to standard error is shown. */
  static String text(List<String> argv) throws IOException, InterruptedException {
    return text(argv, "");
  }

  /** The same, with something to read. */
  static String text(List<String> argv, String input) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(argv).redirectError(Redirect.INHERIT).start();
    try (var stdin = process.getOutputStream()) {
      stdin.write(input.getBytes(StandardCharsets.UTF_8));
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    requireSuccess(argv, process.waitFor());
    return output.strip();
  }

  /** Seconds from the start to the end, the output thrown away. */
  static double seconds(List<String> argv) throws IOException, InterruptedException {
    return seconds(argv, Redirect.DISCARD);
  }

  /** Seconds from the start to the end, the output going there. */
  static double seconds(List<String> argv, Redirect output)
      throws IOException, InterruptedException {
    long begun = System.nanoTime();
    Process process =
        new ProcessBuilder(argv).redirectOutput(output).redirectError(Redirect.INHERIT).start();
    requireSuccess(argv, process.waitFor());
    return Seconds.since(begun);
  }

  private static void requireSuccess(List<String> argv, int code) throws IOException {
    if (code != 0) {
      throw new IOException("Cannot run " + argv + ": exit code " + code + "; see what it said");
    }
  }
}
