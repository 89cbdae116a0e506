package io.selfheal.kubernetes;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a container may use, and how long it may be silent.
 *
 * @param storageLimit in bytes, of its own layer, its logs and its share of emptyDirs, over which
 *     the kubelet evicts the pod
 * @param memoryLimit in bytes
 * @param patience the shortest silence that its liveness probe ends it for; empty without a probe
 */
public record ContainerSpec(
    Optional<Long> storageLimit,
    Optional<Long> memoryLimit,
    Optional<Duration> patience,
    boolean readOnlyRoot,
    List<Mount> mounts) {
  public static final ContainerSpec UNBOUNDED =
      new ContainerSpec(Optional.empty(), Optional.empty(), Optional.empty(), false, List.of());

  /** What is mounted into a container, and where that lies. */
  public record Mount(String path, Medium medium, Optional<Long> sizeLimit, boolean readOnly) {
    private boolean contains(String folder) {
      return folder.equals(path) || folder.startsWith(path.endsWith("/") ? path : path + "/");
    }
  }

  /** What holds the bytes. */
  public enum Medium {
    /** The node's disk, for as long as the pod lives. */
    EMPTY_DIR,
    /** The node's memory: what is written counts as the container's. */
    MEMORY,
    /** A volume with a life of its own. */
    OTHER
  }

  public ContainerSpec {
    mounts = List.copyOf(mounts);
  }

  /** The mount that a folder lies in; empty for the container's own layer. */
  public Optional<Mount> mountOf(String folder) {
    return mounts.stream()
        .filter(mount -> mount.contains(folder))
        .max(Comparator.comparingInt(mount -> mount.path().length()));
  }
}
