package io.selfheal.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a process occupies, as Linux counts it. */
record Memory(long pid) {
  private static final double KILOS_PER_MEBI = 1024;
  private static final String RESET_PEAK = "5";

  double residentMebibytes() throws IOException {
    return read("VmRSS:");
  }

  /** The largest since the process began, or since the peak was reset. */
  double peakMebibytes() throws IOException {
    return read("VmHWM:");
  }

  void resetPeak() throws IOException {
    Files.writeString(Path.of("/proc/" + pid + "/clear_refs"), RESET_PEAK);
  }

  private double read(String field) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
        .filter(line -> line.startsWith(field))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / KILOS_PER_MEBI)
        .findFirst()
        .orElseThrow();
  }
}
