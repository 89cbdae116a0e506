package io.selfheal.storage;

import java.util.concurrent.atomic.AtomicLong;

/** Counts the bytes of the spool, finished or not, so that evidence cannot fill the disk. */
final class SpoolQuota {
  private final long most;
  private final long mostOfLarge;
  private final AtomicLong used;

  SpoolQuota(SpoolConfig config, long used) {
    this.most = config.quota();
    this.mostOfLarge = (long) (config.quota() / 100.0 * config.largeUpTo());
    this.used = new AtomicLong(used);
  }

  /**
   * @param large whether it is for a file that is large already: what is kept for others is not its
   */
  void take(long bytes, boolean large) throws SpoolFullException {
    long limit = large ? mostOfLarge : most;
    long after = used.addAndGet(bytes);
    if (after > limit) {
      used.addAndGet(-bytes);
      throw new SpoolFullException(
          "Cannot write to the spool: it would hold %d of %d bytes; raise spool.quota or let its uploads finish"
              .formatted(after, limit));
    }
  }

  void give(long bytes) {
    used.addAndGet(-bytes);
  }

  boolean takesLarge() {
    return used.get() < mostOfLarge;
  }

  long used() {
    return used.get();
  }
}
