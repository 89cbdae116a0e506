package io.selfheal.doctor;

import io.selfheal.incident.LedgerException;
import io.selfheal.incident.ledger.LedgerConfig;
import io.selfheal.incident.ledger.LedgerProbe;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Whether the ledger can be written, and how long that takes: every alert waits for it. */
public final class LedgerExamination implements Examination {
  private static final String LEDGER = "ledger";
  private static final Duration SLOW = Duration.ofMillis(100);

  private final LedgerConfig config;

  public LedgerExamination(LedgerConfig config) {
    this.config = config;
  }

  @Override
  public String check() {
    return LEDGER;
  }

  @Override
  public List<Finding> findings() {
    try {
      return List.of(config.postgresql().isPresent() ? server() : file());
    } catch (LedgerException e) {
      return List.of(Finding.failed(LEDGER, e.getMessage()));
    }
  }

  private Finding server() {
    Duration took = LedgerProbe.server(config.postgresql().orElseThrow());
    return timed("PostgreSQL lets us write; an answer takes ", took, "look at its load");
  }

  private Finding file() {
    Path file = config.file().toAbsolutePath();
    LedgerProbe.file(file);
    try {
      Duration took = FolderProbe.write(file.getParent());
      return timed(file + " can be written; an fsync takes ", took, "use a faster volume");
    } catch (IOException e) {
      return Finding.failed(
          LEDGER,
          "Cannot write to " + file.getParent() + ": " + e.getClass().getSimpleName(),
          "make it writable, or name another ledger.file");
    }
  }

  private static Finding timed(String says, Duration took, String mend) {
    String figure = says + "%.1f ms".formatted(took.toNanos() / 1e6);
    return took.compareTo(SLOW) > 0
        ? Finding.warning(LEDGER, figure, mend)
        : Finding.ok(LEDGER, figure);
  }
}
