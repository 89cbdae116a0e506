package io.selfheal.evidence.jcmd;

import io.selfheal.evidence.FailureReason;
import io.selfheal.evidence.capture.CaptureFailure;
import io.selfheal.kubernetes.ContainerSpec;
import io.selfheal.kubernetes.ContainerSpec.Medium;
import io.selfheal.kubernetes.ContainerSpec.Mount;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Decides before the JVM is stopped whether a dump can be had, where it may lie, and whether the
 * JVM compresses it. What cannot be told (an image without df, a collector that prints otherwise)
 * refuses nothing.
 *
 * @param link in bytes a second; empty while it is not known
 */
record DumpPlanner(HeapFacts heap, ContainerSpec spec, CaptureConfig config, OptionalLong link) {
  /** The kubelet measures now and then, and counts logs and the container's own files too. */
  private static final double USABLE = 0.9;

  private static final long SLOW_LINK = 20L << 20;

  /**
   * The first form and the first of these rooms that fit each other.
   *
   * @throws CaptureFailure when none do, or the liveness probe would end the JVM in the middle
   */
  DumpPlan plan(List<Room> rooms) throws CaptureFailure {
    Duration least = DumpForm.PLAIN.pause(heap.usedBytes());
    if (!bearable(least)) {
      throw tooSlow(least);
    }
    for (DumpForm form : forms()) {
      for (Room room : rooms) {
        if (obstacle(room, form).isEmpty()) {
          return new DumpPlan(room.folder(), form, form.pause(heap.usedBytes()));
        }
      }
    }
    return streamed(rooms)
        .orElseThrow(
            () ->
                new CaptureFailure(
                    FailureReason.NO_SPACE_IN_POD,
                    obstacle(rooms.get(0), DumpForm.PLAIN).orElseThrow()
                        + "; set capture.podFolder to a volume with room, or mount an emptyDir"));
  }

  /** The last resort, for those JVMs that it is known to work with. */
  private Optional<DumpPlan> streamed(List<Room> rooms) {
    Duration pause = DumpForm.PLAIN.total(heap.usedBytes(), link.orElse(SLOW_LINK));
    return rooms.stream()
        .filter(room -> heap.writesIntoPipes() && bearable(pause) && !unwritable(room))
        .filter(room -> pause.compareTo(config.streamFor()) <= 0)
        .findFirst()
        .map(room -> new DumpPlan(room.folder(), DumpForm.STREAMED, pause));
  }

  /** That which is here sooner first; the other one may still have room where that has none. */
  private List<DumpForm> forms() {
    boolean compressible =
        heap.compressible(config.compression().below())
            && bearable(DumpForm.COMPRESSED.pause(heap.usedBytes()));
    if (!compressible) {
      return List.of(DumpForm.PLAIN);
    }
    return plainIsSooner()
        ? List.of(DumpForm.PLAIN, DumpForm.COMPRESSED)
        : List.of(DumpForm.COMPRESSED, DumpForm.PLAIN);
  }

  private boolean plainIsSooner() {
    return link.isPresent() && total(DumpForm.PLAIN).compareTo(total(DumpForm.COMPRESSED)) < 0;
  }

  private Duration total(DumpForm form) {
    return form.total(heap.usedBytes(), link.orElseThrow());
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

  private Optional<String> obstacle(Room room, DumpForm form) {
    Optional<Mount> mount = spec.mountOf(room.folder());
    if (unwritable(room)) {
      return Optional.of(room.folder() + " cannot be written");
    }
    return room.free()
        .filter(free -> free < heap.roomNeeded(form))
        .map(free -> lacks(room, free, "free"))
        .or(() -> overLimit(room, form, mount));
  }

  private boolean unwritable(Room room) {
    return spec.mountOf(room.folder()).map(Mount::readOnly).orElse(spec.readOnlyRoot());
  }

  private Optional<String> overLimit(Room room, DumpForm form, Optional<Mount> mount) {
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
        .filter(most -> most * USABLE < heap.roomNeeded(form))
        .map(most -> lacks(room, most, "by its limits"));
  }

  private String lacks(Room room, long has, String how) {
    return "%s has %d MiB %s and the dump may need %d MiB"
        .formatted(
            room.folder(), Math.max(has, 0) >> 20, how, heap.roomNeeded(DumpForm.PLAIN) >> 20);
  }
}
