package io.selfheal.evidence.jcmd;

import io.selfheal.evidence.FailureReason;
import io.selfheal.evidence.capture.CaptureFailure;
import io.selfheal.kubernetes.ContainerSpec;
import io.selfheal.kubernetes.ContainerSpec.Medium;
import io.selfheal.kubernetes.ContainerSpec.Mount;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Decides before the JVM is stopped whether a dump can be had, where it may lie, and whether the
 * JVM compresses it. What cannot be told (an image without df, a collector that prints otherwise)
 * refuses nothing.
 *
 * @param compressBelow in bytes of the heap in use, as configured
 */
record DumpPlanner(HeapFacts heap, ContainerSpec spec, long compressBelow) {
  /** Bytes of heap a second, on the safe side of what was measured (docs/benchmarks.md). */
  private static final long WRITTEN = 200L << 20;

  private static final long COMPRESSED = 80L << 20;

  /** The kubelet measures now and then, and counts logs and the container's own files too. */
  private static final double USABLE = 0.9;

  /**
   * The first of these that has room.
   *
   * @throws CaptureFailure when none has, or the liveness probe would end the JVM in the middle
   */
  DumpPlan plan(List<Room> rooms) throws CaptureFailure {
    boolean compressed = heap.compressible(compressBelow) && bearable(pause(COMPRESSED));
    Duration pause = pause(compressed ? COMPRESSED : WRITTEN);
    if (!bearable(pause)) {
      throw tooSlow(pause);
    }
    for (Room room : rooms) {
      if (obstacle(room).isEmpty()) {
        return new DumpPlan(room.folder(), compressed, pause);
      }
    }
    throw new CaptureFailure(
        FailureReason.NO_SPACE_IN_POD,
        obstacle(rooms.get(0)).orElseThrow()
            + "; set capture.podFolder to a volume with room, or mount an emptyDir");
  }

  private Duration pause(long bytesPerSecond) {
    return Duration.ofMillis(heap.usedBytes() * 1_000 / bytesPerSecond);
  }

  private boolean bearable(Duration pause) {
    return spec.patience().map(patience -> pause.compareTo(patience) < 0).orElse(true);
  }

  private CaptureFailure tooSlow(Duration pause) {
    return new CaptureFailure(
        FailureReason.LIVENESS_PROBE,
        "the JVM would stand still for about %d s, and its liveness probe may end it after %d s; raise the probe's failureThreshold"
            .formatted(pause.toSeconds(), spec.patience().orElseThrow().toSeconds()));
  }

  private Optional<String> obstacle(Room room) {
    Optional<Mount> mount = spec.mountOf(room.folder());
    if (mount.map(Mount::readOnly).orElse(spec.readOnlyRoot())) {
      return Optional.of(room.folder() + " cannot be written");
    }
    return room.free()
        .filter(free -> free < heap.roomNeeded())
        .map(free -> lacks(room, free, "free"))
        .or(() -> overLimit(room, mount));
  }

  private Optional<String> overLimit(Room room, Optional<Mount> mount) {
    Medium medium = mount.map(Mount::medium).orElse(Medium.EMPTY_DIR);
    Optional<Long> limit =
        switch (medium) {
          case EMPTY_DIR -> spec.storageLimit();
          case MEMORY -> spec.memoryLimit().map(memory -> memory - heap.usedBytes());
          case OTHER -> Optional.empty();
        };
    return mount
        .flatMap(Mount::sizeLimit)
        .or(() -> limit)
        .map(most -> Math.min(most, limit.orElse(most)))
        .filter(most -> most * USABLE < heap.roomNeeded())
        .map(most -> lacks(room, most, "by its limits"));
  }

  private String lacks(Room room, long has, String how) {
    return "%s has %d MiB %s and the dump may need %d MiB"
        .formatted(room.folder(), Math.max(has, 0) >> 20, how, heap.roomNeeded() >> 20);
  }
}
