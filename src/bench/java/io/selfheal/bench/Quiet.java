package io.selfheal.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Waits until the machine has little else to do, so that a figure is ours and not our neighbours'.
 * On a machine that stays busy it gives up waiting; the load average beside each figure tells.
 */
final class Quiet {
  private static final double ENOUGH_IDLE = 0.85;
  private static final int LOOK_MILLIS = 500;
  private static final int PATIENCE = Integer.getInteger("bench.patience", Quick.mode() ? 0 : 60);
  private static final int LOOKS = PATIENCE * 1_000 / LOOK_MILLIS;
  private static final int IDLE_FIELD = 3;

  private Quiet() {}

  static void await() throws IOException, InterruptedException {
    long[] before = ticks();
    for (int i = 0; i < LOOKS; i++) {
      Thread.sleep(LOOK_MILLIS);
      long[] now = ticks();
      if (idleShare(before, now) >= ENOUGH_IDLE) {
        return;
      }
      before = now;
    }
  }

  private static double idleShare(long[] before, long[] now) {
    double all = Arrays.stream(now).sum() - Arrays.stream(before).sum();
    return (now[IDLE_FIELD] - before[IDLE_FIELD]) / all;
  }

  /** The first line of /proc/stat: time of all processors, by what they did. */
  private static long[] ticks() throws IOException {
    String line = Files.readAllLines(Path.of("/proc/stat")).get(0);
    return Arrays.stream(line.split("\\s+")).skip(1).mapToLong(Long::parseLong).toArray();
  }
}
