package io.selfheal.webhook.alertmanager;

import io.selfheal.alert.Alert;
import io.selfheal.alert.Fingerprint;
import io.selfheal.incident.Inbox;
import io.selfheal.incident.Intake;
import io.selfheal.incident.LedgerException;
import io.selfheal.incident.Receipt;
import io.selfheal.incident.Receipt.Decision;
import io.selfheal.rules.RuleBook;
import io.selfheal.webhook.alertmanager.AlertmanagerException.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks Alertmanager which alerts fire, at the start and then every few minutes, and takes in what
 * the webhook did not bring. What it brought is a repeat, as Alertmanager itself sends them. An
 * alert that is no longer among them is not taken for resolved: it may be silenced, or only another
 * replica may know it.
 */
public final class AntiEntropy implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AntiEntropy.class);
  private static final Duration FIRST_RETRY = Duration.ofSeconds(5);
  private static final int DOUBLINGS = 20;

  /** So many alerts at once, so that no notification waits long behind them. */
  private static final int BATCH = 500;

  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread = new Thread(this::work, "anti-entropy");
  private final Alertmanagers alertmanagers;
  private final Duration every;
  private final Inbox inbox;
  private final RuleBook rules;
  private final AntiEntropyListener listener;
  private int failures;
  private boolean inTrouble;

  public AntiEntropy(
      AlertmanagerConfig config, Inbox inbox, RuleBook rules, AntiEntropyListener listener) {
    this.alertmanagers = new Alertmanagers(config, listener);
    this.every = config.every();
    this.inbox = inbox;
    this.rules = rules;
    this.listener = listener;
  }

  public void start() {
    thread.start();
  }

  /**
   * Ends a question that is under way; what was not taken in yet is asked for at the next start.
   */
  @Override
  public void close() {
    stopped.countDown();
    thread.interrupt();
  }

  void awaitEnd() throws InterruptedException {
    thread.join();
  }

  /**
   * One round, which never throws; called by one thread at a time.
   *
   * @return how long to rest until the next one
   */
  Duration runOnce() {
    if (served()) {
      failures = 0;
      inTrouble = false;
      listener.succeeded();
      return every;
    }
    failures++;
    Duration rest = FIRST_RETRY.multipliedBy(1L << Math.min(failures - 1, DOUBLINGS));
    return rest.compareTo(every) < 0 ? rest : every;
  }

  private void work() {
    try {
      boolean last;
      do {
        last = stopped.await(runOnce().toMillis(), TimeUnit.MILLISECONDS);
      } while (!last);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean served() {
    try {
      Optional<List<Alert>> firing = alertmanagers.firing();
      firing.ifPresent(this::takeIn);
      return firing.isPresent();
    } catch (LedgerException e) {
      return failed(e, "The ledger cannot take in what Alertmanager says; it is asked again");
    } catch (RuntimeException e) {
      return failed(e, "Asking Alertmanager ended early; it is asked again");
    }
  }

  private void takeIn(List<Alert> firing) {
    for (int from = 0; from < firing.size() && stopped.getCount() > 0; from += BATCH) {
      takeBatch(firing.subList(from, Math.min(from + BATCH, firing.size())));
    }
  }

  private void takeBatch(List<Alert> alerts) {
    List<Intake> intakes =
        alerts.stream()
            .<Intake>map(alert -> new Intake.Decided(alert, rules.decide(alert)))
            .toList();
    inbox.accept(intakes).stream()
        .filter(receipt -> receipt.decision() != Decision.DUPLICATE)
        .forEach(this::missed);
  }

  private void missed(Receipt receipt) {
    LOG.atInfo()
        .addKeyValue("fingerprint", receipt.fingerprint().map(Fingerprint::hex).orElse(""))
        .addKeyValue("decision", receipt.decision().slug())
        .addKeyValue("incident", receipt.incident().orElse(""))
        .log("An alert that the webhook did not bring is taken in");
    listener.missed(receipt);
  }

  private boolean failed(RuntimeException e, String sentence) {
    listener.failed(Reason.INTERNAL_ERROR);
    if (!inTrouble && stopped.getCount() > 0) {
      LOG.atWarn().setCause(e).log(sentence);
    }
    inTrouble = true;
    return false;
  }
}
