package io.selfheal.incident;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.event.Level;

/**
 * Runs one step of an incident: intent, side effect, result; the one place that persists, logs and
 * tells a transition.
 */
public final class Advance {
  private static final Logger LOG = LoggerFactory.getLogger(Advance.class);
  private static final int MOST_ATTEMPTS = 10;
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private final Incidents incidents;
  private final Map<Stage, Step> steps = new EnumMap<>(Stage.class);
  private final IncidentListener listener;
  private final Clock clock;

  public Advance(Incidents incidents, List<Step> steps, IncidentListener listener, Clock clock) {
    this.incidents = incidents;
    this.listener = listener;
    this.clock = clock;
    for (Step step : steps) {
      if (this.steps.put(step.from(), step) != null) {
        throw new IllegalArgumentException("two steps leave " + step.from());
      }
    }
  }

  Claim advance(Claim claim) throws InterruptedException {
    speakOf(claim.incident());
    try {
      return claim.on(step(claim));
    } finally {
      MDC.clear();
    }
  }

  private Incident step(Claim claim) throws InterruptedException {
    Incident before = claim.incident();
    Step step = steps.get(before.stage());
    Claim begun = incidents.begin(claim, step.name());
    Incident after = newest(persist(begun, next(step, begun)));
    log(before, after, step);
    listener.changed(before, after);
    return after;
  }

  /** With the artefacts that the step took, and with what the inbox said of the alert meanwhile. */
  private Incident newest(Incident saved) {
    return incidents.incident(saved.id()).orElse(saved);
  }

  private static void speakOf(Incident incident) {
    MDC.put("incident", incident.id());
    MDC.put("rule", incident.origin().rule());
    MDC.put("stage", incident.stage().name());
    incident.target().ifPresent(target -> MDC.put("pod", target.pod().toString()));
  }

  private Incident next(Step step, Claim claim) throws InterruptedException {
    try {
      StepOutcome outcome = step.run(claim);
      if (outcome instanceof StepOutcome.Done done) {
        return done.next();
      }
      if (outcome instanceof StepOutcome.RetryAfter retry) {
        return retry.next();
      }
      return claim.incident().close(((StepOutcome.GiveUp) outcome).conclusion(), clock.instant());
    } catch (RuntimeException surprise) {
      return afterSurprise(step, claim.incident(), surprise);
    }
  }

  private Incident afterSurprise(Step step, Incident incident, RuntimeException surprise) {
    int attempts = incident.progress().attempts() + 1;
    Instant now = clock.instant();
    LOG.atError()
        .setCause(surprise)
        .addKeyValue("step", step.name())
        .addKeyValue("attempt", attempts)
        .log("A step failed by surprise");
    if (attempts >= MOST_ATTEMPTS) {
      Reason reason =
          new Reason(
              "internal-error",
              step.name()
                  + " failed "
                  + attempts
                  + " times; see the responder's log for "
                  + incident.id()
                  + ".");
      return incident.close(new Conclusion(Outcome.FAILED, reason), now);
    }
    return incident.failedUntil(now.plus(pause(attempts)));
  }

  private static Duration pause(int attempts) {
    Duration doubled = Duration.ofSeconds(1L << Math.min(attempts, 10));
    return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
  }

  private Incident persist(Claim claim, Incident next) {
    Optional<String> holder = incidents.save(claim, next);
    if (holder.isEmpty()) {
      return next;
    }
    Reason reason =
        new Reason(
            "same-container",
            "Incident " + holder.get() + " is already dealing with this container.");
    Incident joined =
        claim.incident().close(new Conclusion(Outcome.JOINED, reason), clock.instant());
    incidents.save(claim, joined);
    return joined;
  }

  private static void log(Incident before, Incident after, Step step) {
    boolean moved = before.stage() != after.stage();
    if (moved || !reason(before).equals(reason(after))) {
      LOG.atLevel(moved ? Level.INFO : Level.WARN)
          .addKeyValue("step", step.name())
          .addKeyValue("reached", after.stage())
          .addKeyValue(
              "outcome", after.progress().conclusion().map(end -> end.outcome().slug()).orElse("-"))
          .addKeyValue("reason", reason(after))
          .log(moved ? "Incident went on" : "Incident waits");
    }
  }

  private static String reason(Incident incident) {
    Progress progress = incident.progress();
    Optional<Reason> why =
        progress
            .conclusion()
            .map(Conclusion::reason)
            .or(() -> progress.deferral().map(Deferral::reason));
    return why.map(Reason::code).orElse("-");
  }
}
