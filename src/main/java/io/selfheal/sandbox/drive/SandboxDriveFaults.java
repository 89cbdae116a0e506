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
  private int largestPage = Integer.MAX_VALUE;
  private Optional<SandboxDriveFault> outage = Optional.empty();

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

  /** A list has no more than so many on a page, however many were asked for: Drive may do so. */
  public synchronized void pages(int most) {
    largestPage = most;
  }

  /** From now on all requests meet this, until it is over. */
  public synchronized void begin(SandboxDriveFault everywhere) {
    outage = Optional.of(everywhere);
  }

  public synchronized void end() {
    outage = Optional.empty();
  }

  synchronized int largestPage() {
    return largestPage;
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
    if (outage.isPresent()) {
      return outage;
    }
    Queue<SandboxDriveFault> faults = waiting.get(call);
    return faults == null ? Optional.empty() : Optional.ofNullable(faults.poll());
  }
}
