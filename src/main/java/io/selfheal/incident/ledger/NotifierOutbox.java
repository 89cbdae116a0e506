package io.selfheal.incident.ledger;

import io.selfheal.incident.Approval;
import io.selfheal.incident.Outbox;
import io.selfheal.incident.Outboxes;
import io.selfheal.incident.Reason;
import io.selfheal.triage.Finding;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What one notifier is to tell, in a database. */
final class NotifierOutbox implements Outbox {
  private final String notifier;
  private final LedgerStore store;
  private final Member self;
  private final Clock clock;

  NotifierOutbox(String notifier, LedgerStore store, Member self, Clock clock) {
    this.notifier = notifier;
    this.store = store;
    this.self = self;
    this.clock = clock;
  }

  @Override
  public boolean tells() {
    return self.leads();
  }

  @Override
  public List<PendingMessage> dueMessages(Instant now, int most) {
    return tells()
        ? store.read(handle -> new OutboxRows(handle, now).due(notifier, most))
        : List.of();
  }

  @Override
  public Optional<Approval> approval(String incident) {
    return store.read(handle -> new ApprovalRows(handle, clock.instant()).find(incident));
  }

  @Override
  public List<Finding> findings(String incident) {
    return store.read(handle -> new FindingRows(handle, self).of(incident));
  }

  @Override
  public void noted(PendingMessage message, List<Posting> postings) {
    run(rows -> rows.noted(notifier, message, postings));
  }

  @Override
  public void delivered(PendingMessage message, List<Posting> postings) {
    run(rows -> rows.delivered(notifier, message, postings));
  }

  @Override
  public void deliveryFailed(PendingMessage message, Reason reason, Instant retryAt) {
    run(rows -> rows.failed(notifier, message, reason, retryAt));
  }

  @Override
  public boolean sayOnce(String incidentId, String key, Instant now, Duration window) {
    String ours = notifier.equals(Outboxes.FIRST) ? key : notifier + "/" + key;
    return store.write(handle -> new OutboxRows(handle, now).sayOnce(incidentId, ours, window));
  }

  private void run(Consumer<OutboxRows> work) {
    store.write(
        handle -> {
          work.accept(new OutboxRows(handle, clock.instant()));
          return null;
        });
  }
}
