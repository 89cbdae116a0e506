package io.selfheal.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Where figures are printed, each beside what else the machine had to do. */
final class Figures {
  private final PrintStream out;

  Figures(PrintStream out) {
    this.out = out;
  }

  void begin(String name) throws IOException {
    out.println("== " + name + "; load average " + load());
  }

  void say(String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
  }

  private static String load() throws IOException {
    Path file = Path.of("/proc/loadavg");
    return Files.isReadable(file) ? Files.readString(file).strip() : "unknown";
  }
}
