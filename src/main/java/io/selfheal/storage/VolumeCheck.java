package io.selfheal.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whether a folder outlives the pod that it is mounted into, as Linux's mount table tells: a
 * container's own layer, a memory file system and a Kubernetes emptyDir do not.
 */
public final class VolumeCheck {
  private static final Path MOUNTS = Path.of("/proc/self/mountinfo");
  private static final Set<String> GOES_WITH_THE_CONTAINER =
      Set.of("overlay", "tmpfs", "ramfs", "aufs");

  /**
   * Fields 4 and 5 are the root within the file system and the mount point; the type follows a lone
   * hyphen.
   */
  private static final Pattern LINE = Pattern.compile("^\\S+ \\S+ \\S+ (\\S+) (\\S+) .* - (\\S+) ");

  private static final String EMPTY_DIR = "kubernetes.io~empty-dir";

  private record Mount(String root, Path point, String type) {}

  private VolumeCheck() {}

  /**
   * @return why what is kept in the folder goes with the pod; empty when it stays, and outside
   *     Kubernetes and Linux
   */
  public static Optional<String> volatileBecause(Path folder) throws IOException {
    boolean pod = System.getenv("KUBERNETES_SERVICE_HOST") != null && Files.exists(MOUNTS);
    return pod ? volatileBecause(folder, Files.readAllLines(MOUNTS)) : Optional.empty();
  }

  static Optional<String> volatileBecause(Path folder, List<String> mountTable) {
    return mountTable.stream()
        .flatMap(VolumeCheck::mount)
        .filter(mount -> folder.toAbsolutePath().normalize().startsWith(mount.point()))
        .max(Comparator.comparingInt(mount -> mount.point().getNameCount()))
        .flatMap(VolumeCheck::why);
  }

  private static Optional<String> why(Mount mount) {
    if (GOES_WITH_THE_CONTAINER.contains(mount.type())) {
      return Optional.of("its file system is " + mount.type());
    }
    return mount.root().contains(EMPTY_DIR) ? Optional.of("it is an emptyDir") : Optional.empty();
  }

  private static Stream<Mount> mount(String line) {
    Matcher fields = LINE.matcher(line);
    return fields.find()
        ? Stream.of(
            new Mount(
                fields.group(1), Path.of(fields.group(2).replace("\\040", " ")), fields.group(3)))
        : Stream.empty();
  }
}
