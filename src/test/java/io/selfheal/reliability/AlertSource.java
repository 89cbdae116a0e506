package io.selfheal.reliability;

import io.selfheal.alert.AlertStatus;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;

/**
 * What Alertmanager would send: notifications of 1 to 50 alerts, firing and resolved, some of them
 * again. One without an answer is sent again, before any other.
 */
final class AlertSource {
  private static final int MOST_ALERTS = 50;
  private static final int RECENT = 500;
  private static final double REPEATED = 0.2;
  private static final double RESOLVED = 0.2;

  private final Random random;
  private final Queue<List<SentAlert>> unanswered = new ArrayDeque<>();
  private int newest;

  AlertSource(Random random) {
    this.random = random;
  }

  synchronized List<SentAlert> next() {
    return unanswered.isEmpty() ? fresh(1 + random.nextInt(MOST_ALERTS)) : unanswered.remove();
  }

  synchronized void again(List<SentAlert> notification) {
    unanswered.add(notification);
  }

  private List<SentAlert> fresh(int size) {
    List<SentAlert> notification = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      notification.add(alert(random.nextDouble()));
    }
    return List.copyOf(notification);
  }

  private SentAlert alert(double kind) {
    if (kind < REPEATED) {
      return new SentAlert(recent(), AlertStatus.FIRING);
    }
    return kind < REPEATED + RESOLVED
        ? new SentAlert(recent(), AlertStatus.RESOLVED)
        : new SentAlert(++newest, AlertStatus.FIRING);
  }

  /** Now and then one that is yet to come: its resolved arrives first. */
  private int recent() {
    return Math.max(1, newest + 2 - random.nextInt(RECENT));
  }
}
