package io.selfheal.incident.ledger;

/**
 * What outlives the process: the tables as they were when they were last synced, and nothing newer.
 */
public final class MemoryDisk {
  private volatile MemoryTables synced = new MemoryTables();

  MemoryTables read() {
    return synced;
  }

  void sync(MemoryTables tables) {
    synced = tables;
  }
}
