package io.selfheal.response;

import io.selfheal.incident.Incident;
import io.selfheal.incident.Ledger;
import io.selfheal.incident.LedgerException;
import io.selfheal.storage.DumpArchive;
import io.selfheal.storage.RetentionConfig;
import io.selfheal.storage.StorageException;
import io.selfheal.storage.StoredFile;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes from the store what is older than people want it, or more than they have room for: whole
 * incidents, the oldest first, on a thread of its own. What the ledger does not know, and what is
 * not settled, stays: it may be another responder's, or the only copy. Of several responders one
 * does it.
 */
public final class Retention implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
  private static final Duration EVERY = Duration.ofHours(6);
  private static final Duration AFTER_TROUBLE = Duration.ofMinutes(15);
  private static final Duration LOOK = Duration.ofMinutes(1);

  private final RetentionConfig config;
  private final DumpArchive store;
  private final Ledger ledger;
  private final RetentionListener listener;
  private final Clock clock;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = new Thread(this::work, "retention");

  public Retention(
      RetentionConfig config,
      DumpArchive store,
      Ledger ledger,
      RetentionListener listener,
      Clock clock) {
    this.config = config;
    this.store = store;
    this.ledger = ledger;
    this.listener = listener;
    this.clock = clock;
  }

  public void start() {
    thread.start();
  }

  @Override
  public void close() {
    closed.countDown();
    thread.interrupt();
    try {
      thread.join(5000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    try {
      Duration wait = LOOK;
      while (!closed.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
        wait = turn();
      }
    } catch (InterruptedException e) {
      return;
    }
  }

  /**
   * Looks through the store, unless another responder does it.
   *
   * @return how long until the next time
   */
  Duration turn() throws InterruptedException {
    try {
      if (!ledger.tells()) {
        return LOOK;
      }
      runOnce();
      return EVERY;
    } catch (StorageException e) {
      failed(e);
    } catch (LedgerException e) {
      LOG.atWarn().setCause(e).log("The ledger cannot be asked what may be removed; later again");
    } catch (RuntimeException surprise) {
      LOG.atError().setCause(surprise).log("Old evidence cannot be looked for; please report this");
    }
    return AFTER_TROUBLE;
  }

  private void runOnce() throws StorageException, InterruptedException {
    List<StoredFile> stored = store.stored();
    List<Kept> due = due(stored);
    listener.due(due.stream().mapToLong(Kept::bytes).sum());
    for (Kept kept : due) {
      removeUnlessDry(kept);
    }
  }

  /** The oldest first: while it is too much, each makes the rest less. */
  private List<Kept> due(List<StoredFile> stored) {
    List<Kept> due = new ArrayList<>();
    long left = stored.stream().mapToLong(StoredFile::bytes).sum();
    for (Kept kept : settled(stored)) {
      if (isTooOld(kept) || isTooMuch(left)) {
        due.add(kept);
        left -= kept.bytes();
      }
    }
    return due;
  }

  private List<Kept> settled(List<StoredFile> stored) {
    Map<String, List<StoredFile>> byIncident =
        stored.stream().collect(Collectors.groupingBy(StoredFile::incident));
    List<Kept> settled = new ArrayList<>();
    byIncident.forEach(
        (id, files) -> {
          Optional<Incident> incident = ledger.incident(id);
          incident
              .map(found -> new Kept(found, files))
              .filter(Kept::settled)
              .ifPresent(settled::add);
        });
    settled.sort(Comparator.comparing(Kept::opened));
    return settled;
  }

  private boolean isTooOld(Kept kept) {
    return config
        .olderThan()
        .filter(age -> kept.opened().plus(age).isBefore(clock.instant()))
        .isPresent();
  }

  private boolean isTooMuch(long bytes) {
    return config.moreThan().filter(most -> bytes > most).isPresent();
  }

  private void removeUnlessDry(Kept kept) throws StorageException, InterruptedException {
    if (config.dryRun()) {
      say(kept, "Would remove old evidence from the store; store.retention.dryRun: false lets it");
      return;
    }
    try {
      remove(kept);
    } catch (StorageException e) {
      if (e.reason().retryable()) {
        throw e;
      }
      failed(e);
    }
  }

  private void remove(Kept kept) throws StorageException, InterruptedException {
    ledger.evidenceRemoved(kept.incident(), kept.places(), why(kept));
    store.remove(kept.files());
    listener.removed(kept.files().size(), kept.bytes());
    say(kept, "Removed old evidence from the store");
  }

  private String why(Kept kept) {
    return isTooOld(kept) ? "store.retention.olderThan" : "store.retention.moreThan";
  }

  private void failed(StorageException e) {
    listener.failed(e.reason().slug());
    LOG.atWarn()
        .addKeyValue("reason", e.reason().slug())
        .addKeyValue("why", e.getMessage())
        .log("Old evidence could not be removed from the store; it is tried again");
  }

  private void say(Kept kept, String sentence) {
    LOG.atInfo()
        .addKeyValue("incident", kept.incident().id())
        .addKeyValue("files", kept.files().size())
        .addKeyValue("bytes", kept.bytes())
        .addKeyValue("setting", why(kept))
        .log(sentence);
  }
}
