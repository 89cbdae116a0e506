package io.selfheal.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The kills that were survived, a line each (seed, acknowledged, milliseconds until ready and until
 * an incident went on), in a file that the next run goes on with.
 */
record Lives(Path file) {
  void add(List<Life> lives) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(
        file,
        lives.stream().map(Life::line).toList(),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  int count() throws IOException {
    return all().size();
  }

  String totals() throws IOException {
    List<Life> all = all();
    return ("%d kills, %d alerts acknowledged, none lost; restart to ready: %s; "
            + "to the first incident that went on: %s")
        .formatted(
            all.size(),
            all.stream().mapToLong(Life::acknowledged).sum(),
            times(all, Life::ready),
            times(all, Life::wentOn));
  }

  private List<Life> all() throws IOException {
    return Files.exists(file)
        ? Files.readAllLines(file).stream().map(Life::parse).toList()
        : List.of();
  }

  private static String times(List<Life> lives, Function<Life, Optional<Duration>> time) {
    List<Duration> times = lives.stream().map(time).flatMap(Optional::stream).sorted().toList();
    return times.isEmpty()
        ? "never seen"
        : "median %d ms, largest %d ms, of %d"
            .formatted(
                times.get(times.size() / 2).toMillis(),
                times.get(times.size() - 1).toMillis(),
                times.size());
  }
}
