package io.selfheal.doctor;

import io.selfheal.storage.DumpArchive;
import io.selfheal.storage.StorageException;
import io.selfheal.storage.StoreProbe;
import java.util.List;

/** Whether the store takes a file, has it as it was sent, and lets us remove it. */
public final class StoreExamination implements Examination {
  private final String check;
  private final DumpArchive store;

  /**
   * @param kind of the store, as {@code drive}
   */
  public StoreExamination(String kind, DumpArchive store) {
    this.check = "store " + kind;
    this.store = store;
  }

  @Override
  public String check() {
    return check;
  }

  @Override
  public List<Finding> findings() throws InterruptedException {
    return List.of(finding());
  }

  private Finding finding() throws InterruptedException {
    try {
      StoreProbe.run(store);
      return Finding.ok(check, "A small file was written, found as it was sent, and removed");
    } catch (StorageException e) {
      Finding failed = Finding.failed(check, e.getMessage());
      return e.reason().retryable() ? failed.passing() : failed;
    }
  }
}
