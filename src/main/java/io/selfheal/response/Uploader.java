package io.selfheal.response;

import io.selfheal.evidence.Pause;
import io.selfheal.incident.Findings;
import io.selfheal.incident.LedgerException;
import io.selfheal.incident.Reason;
import io.selfheal.incident.Uploads;
import io.selfheal.storage.DumpStore;
import io.selfheal.storage.LocalSpool;
import io.selfheal.storage.StorageException;
import io.selfheal.storage.Upload;
import io.selfheal.storage.UploadProgress;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings verified artefacts from the spool into the store, one after the other, oldest first, on a
 * thread of its own. It blocks nothing: the store may be away for a day. While it is, only now and
 * then one file asks for it, and afterwards the oldest goes first.
 */
public final class Uploader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Uploader.class);
  private static final Duration HOPELESS_PAUSE = Duration.ofMinutes(15);

  /** What the ledger does not know is uploaded again: never as fast as the disk can be read. */
  private static final Duration LEDGER_PAUSE = Duration.ofSeconds(15);

  private static final String ARRIVED_DAMAGED =
      "It first came into the store damaged, so it is uploaded again.";
  private static final Duration IDLE = Duration.ofMillis(500);

  private final Uploads uploads;
  private final Findings findings;
  private final LocalSpool spool;
  private final DumpStore store;
  private final Clock clock;
  private final Pause pause;
  private final Thread thread = new Thread(this::work, "uploader");
  private final StoreOutage outage;
  private volatile boolean stopping;

  /**
   * @param findings what is still to be read stays in the spool; the reader removes it
   */
  public Uploader(
      Uploads uploads,
      Findings findings,
      LocalSpool spool,
      DumpStore store,
      Clock clock,
      Pause pause) {
    this.uploads = uploads;
    this.findings = findings;
    this.spool = spool;
    this.store = store;
    this.clock = clock;
    this.pause = pause;
    this.outage = new StoreOutage(clock);
  }

  public void start() {
    thread.start();
  }

  /**
   * Uploads what is due, oldest first.
   *
   * @return how many arrived
   */
  int runOnce() throws InterruptedException {
    int arrived = 0;
    if (outage.rests()) {
      return arrived;
    }
    for (Uploads.PendingUpload pending : uploads.dueUploads(clock.instant(), 1)) {
      arrived += upload(pending) ? 1 : 0;
    }
    return arrived;
  }

  @Override
  public void close() {
    stopping = true;
    thread.interrupt();
    try {
      thread.join(5000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    try {
      while (!stopping) {
        turn();
      }
    } catch (InterruptedException e) {
      return;
    }
  }

  /** Uploads what is due, or lets time pass. */
  void turn() throws InterruptedException {
    try {
      if (runOnce() == 0) {
        pause.pause(IDLE);
      }
    } catch (LedgerException e) {
      LOG.atWarn()
          .setCause(e)
          .log("The ledger cannot be asked, or told of an upload; going on later");
      pause.pause(LEDGER_PAUSE);
    }
  }

  private boolean upload(Uploads.PendingUpload pending) throws InterruptedException {
    try {
      URI link = store.put(describe(pending), progress(pending));
      outage.over();
      uploads.uploaded(pending, link);
      makeRoom(pending);
      return true;
    } catch (StorageException e) {
      failed(pending, e);
      return false;
    } catch (LedgerException e) {
      throw e;
    } catch (RuntimeException surprise) {
      failed(pending, unexpected(surprise));
      return false;
    }
  }

  /**
   * What one file meets must not keep the others, nor the whole service, from going on. The
   * exception's own words go no further: they may quote the URI of an upload, which is a secret.
   */
  private static StorageException unexpected(RuntimeException surprise) {
    StackTraceElement[] trace = surprise.getStackTrace();
    String where = trace.length == 0 ? "" : " at " + trace[0];
    return new StorageException(
        StorageException.Reason.UNEXPECTED,
        "Cannot upload a file: "
            + surprise.getClass().getSimpleName()
            + where
            + "; please report this as a bug");
  }

  private void failed(Uploads.PendingUpload pending, StorageException e) {
    uploads.uploadFailed(
        pending,
        new Reason(e.reason().slug(), e.getMessage()),
        clock.instant().plus(pause(pending, e)));
    if (e.reason() == StorageException.Reason.CHECKSUM_MISMATCH) {
      uploads.uploadRemark(pending, ARRIVED_DAMAGED);
    }
    outage.met(e.reason());
    LOG.atWarn()
        .addKeyValue("incident", pending.incident().id())
        .addKeyValue("file", pending.artefact().fileName())
        .addKeyValue("reason", e.reason().slug())
        .log(e.getMessage());
  }

  private void makeRoom(Uploads.PendingUpload pending) {
    if (findings.isUnread(pending.incident().id())) {
      return;
    }
    try {
      spool.delete(pending.incident().id(), pending.artefact().fileName());
    } catch (IOException e) {
      LOG.atWarn()
          .setCause(e)
          .log("Cannot delete an uploaded file from the spool; the next start tries again");
    }
  }

  private static Duration pause(Uploads.PendingUpload pending, StorageException trouble) {
    if (!trouble.reason().retryable()) {
      return HOPELESS_PAUSE;
    }
    return StoreOutage.pause(pending.attempts());
  }

  private Upload describe(Uploads.PendingUpload pending) {
    String fileName = pending.artefact().fileName();
    return Shelf.upload(
        pending.incident(), pending.artefact(), spool.file(pending.incident().id(), fileName));
  }

  private UploadProgress progress(Uploads.PendingUpload pending) {
    return new UploadProgress() {
      private Optional<String> session = pending.session();

      @Override
      public Optional<String> session() {
        return session;
      }

      @Override
      public void remember(Optional<String> newer) {
        uploads.uploadSession(pending, newer);
        session = newer;
      }
    };
  }
}
