package io.selfheal.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a process occupies, as Linux counts it. */
record Memory(long pid) {
  private static final double KILOS_PER_MEBI = 1024;

  /** In {@code /proc/PID/stat}, counted from the state, which follows the name. */
  private static final int USER = 11;

  private static final int SYSTEM = 12;

  /** On every Linux that Java runs on. */
  private static final double TICKS_PER_SECOND = 100;

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

  /** Of processor time, in all its threads, since the process began. */
  double processorSeconds() throws IOException {
    String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM])) / TICKS_PER_SECOND;
  }

  private double read(String field) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
        .filter(line -> line.startsWith(field))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / KILOS_PER_MEBI)
        .findFirst()
        .orElseThrow();
  }
}
