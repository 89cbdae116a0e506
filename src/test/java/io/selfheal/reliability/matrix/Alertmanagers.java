package io.selfheal.reliability.matrix;

import io.selfheal.alert.Alert;
import java.util.List;
import java.util.Random;

/**
 * Two of them, that say the same at different times: firing, again every 20 s, and resolved in the
 * end. What was not acknowledged they say again after 5 s. The second one may be behind, and say
 * firing once more when the first has long said resolved.
 */
final class Alertmanagers {
  /** Where they send to. */
  @FunctionalInterface
  interface Receiver {
    /** Whether it acknowledges the alert. */
    boolean takes(Alert alert);
  }

  private static final int BOTH = 2;
  private static final int LOOK = 5;
  private static final int REPEAT = 20;
  private static final int LONGEST_WAIT = 10;
  private static final int BEHIND_ONE_IN = 5;

  private final Timeline timeline;
  private final Random random;
  private final List<Episode> episodes;
  private final Receiver responder;

  Alertmanagers(Timeline timeline, Random random, List<Episode> episodes, Receiver responder) {
    this.timeline = timeline;
    this.random = random;
    this.episodes = episodes;
    this.responder = responder;
  }

  void begin(Episode episode) {
    episodes.add(episode);
    for (int which = 0; which < BOTH; which++) {
      boolean behind = which > 0 && random.nextInt(BEHIND_ONE_IN) == 0;
      Sender sender = new Sender(episode, behind);
      timeline.inSeconds(1 + random.nextInt(LONGEST_WAIT), sender::look);
    }
  }

  /** All that fire are said to, out of turn. */
  void repeat() {
    episodes.stream()
        .filter(episode -> !episode.over())
        .toList()
        .forEach(episode -> responder.takes(episode.firing()));
  }

  /** All are over, and one of the two says so at once. */
  void resolve() {
    episodes.forEach(Episode::end);
    List.copyOf(episodes).forEach(episode -> responder.takes(episode.resolved()));
  }

  private final class Sender {
    private final Episode episode;
    private boolean behind;
    private int quietFor;

    Sender(Episode episode, boolean behind) {
      this.episode = episode;
      this.behind = behind;
    }

    void look() {
      boolean last = false;
      try {
        last = say();
      } finally {
        if (!last) {
          timeline.inSeconds(LOOK, this::look);
        }
      }
    }

    /** Whether there is no more to say. */
    private boolean say() {
      if (episode.over() && !behind) {
        return responder.takes(episode.resolved());
      }
      quietFor -= LOOK;
      if (quietFor <= 0 && responder.takes(episode.firing())) {
        quietFor = REPEAT;
        behind &= !episode.over();
      }
      return false;
    }
  }
}
