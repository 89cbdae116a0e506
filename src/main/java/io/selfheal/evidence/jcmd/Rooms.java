package io.selfheal.evidence.jcmd;

import io.selfheal.evidence.capture.CaptureFailure;
import io.selfheal.kubernetes.ContainerSpec;
import io.selfheal.kubernetes.ContainerSpec.Medium;
import io.selfheal.kubernetes.ContainerSpec.Mount;
import io.selfheal.kubernetes.ExecResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The folders that a dump may lie in: the configured one, then whatever emptyDir the pod has, the
 * largest first. The volumes with a life of their own hold somebody's data and are left alone.
 */
record Rooms(Jvm jvm, ContainerSpec spec, String configured) {
  private static final Pattern FREE =
      Pattern.compile("(?m)^\\S+ +\\d+ +\\d+ +(\\d{1,15}) +\\S+ +/");

  private static final Pattern BLOCKS = Pattern.compile("(?m)^(\\d{1,15}) (\\d{1,8})$");

  List<String> folders() {
    return Stream.concat(Stream.of(configured), emptyDirs()).distinct().toList();
  }

  List<Room> measure() throws CaptureFailure, InterruptedException {
    List<Room> rooms = new ArrayList<>(measured(folders()));
    rooms
        .subList(1, rooms.size())
        .sort((one, other) -> Long.compare(other.free().orElse(0L), one.free().orElse(0L)));
    return rooms;
  }

  private Stream<String> emptyDirs() {
    return spec.mounts().stream()
        .filter(mount -> mount.medium() == Medium.EMPTY_DIR && !mount.readOnly())
        .map(Mount::path)
        .filter(CaptureConfig::isFolder);
  }

  /** With one command for all, unless one of them cannot be told. */
  private List<Room> measured(List<String> folders) throws CaptureFailure, InterruptedException {
    List<Long> together = free(folders);
    if (together.size() == folders.size()) {
      return IntStream.range(0, folders.size())
          .mapToObj(index -> new Room(folders.get(index), Optional.of(together.get(index))))
          .toList();
    }
    List<Room> rooms = new ArrayList<>();
    for (String folder : folders) {
      List<Long> alone = folders.size() == 1 ? together : free(List.of(folder));
      rooms.add(new Room(folder, alone.stream().findFirst()));
    }
    return rooms;
  }

  private List<Long> free(List<String> folders) throws CaptureFailure, InterruptedException {
    return jvm.root().isEmpty() ? byDf(folders) : byStat(folders);
  }

  private List<Long> byDf(List<String> folders) throws CaptureFailure, InterruptedException {
    return answer(List.of("df", "-Pk"), folders, FREE)
        .map(line -> Long.parseLong(line.group(1)) << 10)
        .toList();
  }

  /** Of a folder behind /proc/PID/root df tells what its own container has mounted there. */
  private List<Long> byStat(List<String> folders) throws CaptureFailure, InterruptedException {
    return answer(List.of("stat", "-f", "-c", "%a %S"), folders, BLOCKS)
        .map(line -> Long.parseLong(line.group(1)) * Long.parseLong(line.group(2)))
        .toList();
  }

  private Stream<MatchResult> answer(List<String> command, List<String> folders, Pattern line)
      throws CaptureFailure, InterruptedException {
    List<String> argv = new ArrayList<>(command);
    folders.forEach(folder -> argv.add(jvm.root() + folder));
    return jvm.commands()
        .run(argv)
        .filter(ExecResult::succeeded)
        .map(result -> line.matcher(result.stdout()).results())
        .orElse(Stream.empty());
  }
}
