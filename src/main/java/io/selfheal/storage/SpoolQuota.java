package io.selfheal.storage;

import java.util.concurrent.atomic.AtomicLong;

/** Counts the bytes of the spool, finished or not, so that evidence cannot fill the disk. */
final class SpoolQuota {
  private final long most;
  private final AtomicLong used;

  SpoolQuota(long most, long used) {
    this.most = most;
    this.used = new AtomicLong(used);
  }

  void take(long bytes) throws SpoolFullException {
    long after = used.addAndGet(bytes);
    if (after > most) {
      used.addAndGet(-bytes);
      throw new SpoolFullException(
          "Cannot write to the spool: it would hold %d of %d bytes; raise spool.quota or let its uploads finish"
              .formatted(after, most));
    }
  }

  void give(long bytes) {
    used.addAndGet(-bytes);
  }

  long used() {
    return used.get();
  }
}
