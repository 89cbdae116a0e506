package io.selfheal.sandbox.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a process uses.
 *
 * @param nanoCores in the mean of its life
 * @param kibibytes that it has in memory
 */
record ResourceUsage(long nanoCores, long kibibytes) {
  private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB$");

  /** Empty where the machine does not tell, as any but Linux, and for a process that has ended. */
  static Optional<ResourceUsage> of(ProcessHandle process, Duration alive) {
    Optional<Duration> cpu = process.info().totalCpuDuration();
    return cpu.flatMap(
        used ->
            resident(process.pid())
                .map(memory -> new ResourceUsage(nanoCores(used, alive), memory)));
  }

  private static long nanoCores(Duration used, Duration alive) {
    return used.toMillis() * 1_000_000_000 / Math.max(1, alive.toMillis());
  }

  private static Optional<Long> resident(long pid) {
    try {
      Matcher found =
          RESIDENT.matcher(Files.readString(Path.of("/proc", Long.toString(pid), "status")));
      return found.find() ? Optional.of(Long.valueOf(found.group(1))) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
