package io.selfheal.sandbox.drive;

import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/** What is to go wrong next, request by request, in order. */
public final class SandboxDriveFaults {
  private final Map<SandboxDriveCall, Queue<SandboxDriveFault>> waiting =
      new EnumMap<>(SandboxDriveCall.class);
  private boolean corrupt;
  private boolean withoutSha256;

  public synchronized void next(SandboxDriveCall call, SandboxDriveFault fault) {
    waiting.computeIfAbsent(call, key -> new ArrayDeque<>()).add(fault);
  }

  public void next(SandboxDriveCall call, SandboxDriveFault fault, int times) {
    for (int i = 0; i < times; i++) {
      next(call, fault);
    }
  }

  /** The next file that is complete has one byte changed. */
  public synchronized void corruptNext() {
    corrupt = true;
  }

  /** From now on there is only an MD5, as for some files of the real Drive. */
  public synchronized void hideSha256() {
    withoutSha256 = true;
  }

  synchronized boolean takeCorruption() {
    boolean taken = corrupt;
    corrupt = false;
    return taken;
  }

  synchronized boolean sha256Hidden() {
    return withoutSha256;
  }

  synchronized Optional<SandboxDriveFault> take(SandboxDriveCall call) {
    Queue<SandboxDriveFault> faults = waiting.get(call);
    return faults == null ? Optional.empty() : Optional.ofNullable(faults.poll());
  }
}
