package io.selfheal.safety;

import io.selfheal.incident.Approval;
import io.selfheal.incident.Approval.Answer;
import io.selfheal.incident.Approval.Decision;
import io.selfheal.incident.Target;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Where a rule asks, people decide. Their word counts for the question and the container that they
 * were asked about, and until it expires; for nothing else.
 */
final class ApprovalGate implements Gate {
  private static final Duration AGAIN = Duration.ofSeconds(5);

  @Override
  public Verdict check(Situation situation) {
    Optional<String> question = Question.of(situation.incident(), situation.match().rule());
    if (question.isEmpty()) {
      return Verdict.ALLOWED;
    }
    return situation
        .facts()
        .approval()
        .map(approval -> check(approval, question.get(), situation))
        .orElseGet(() -> unasked(situation));
  }

  private static Verdict unasked(Situation situation) {
    return Verdict.deferred(
        "approval", "People must be asked before this pod is removed.", situation.in(AGAIN));
  }

  private static Verdict check(Approval approval, String question, Situation situation) {
    if (!isAbout(approval, situation) || !approval.question().equals(question)) {
      return Verdict.refused(
          "approval-void",
          "What people were asked is not what would be done by now: " + approval.question());
    }
    Optional<Answer> answer = approval.answer();
    if (answer.isPresent() && answer.get().decision() == Decision.KEEP) {
      return denied(answer.get());
    }
    if (approval.expired(situation.now())) {
      return expired(approval);
    }
    return answer.isPresent() ? Verdict.ALLOWED : open(approval, situation);
  }

  private static boolean isAbout(Approval approval, Situation situation) {
    return situation.incident().target().map(Target::jvm).equals(Optional.of(approval.target()));
  }

  private static Verdict denied(Answer answer) {
    return Verdict.refused(
        "approval-denied", answer.by() + " decided at " + seconds(answer.at()) + " to keep it.");
  }

  private static Verdict expired(Approval approval) {
    String said =
        approval
            .answer()
            .map(answer -> answer.by() + " agreed, but the pod could not be removed")
            .orElse("Nobody answered");
    return Verdict.refused(
        "approval-expired",
        said
            + " until "
            + seconds(approval.expiresAt())
            + "; the setting approval.expires allows no more. "
            + approval.question());
  }

  private static Verdict open(Approval approval, Situation situation) {
    Instant again = situation.in(AGAIN);
    String sentence =
        "Answer until "
            + seconds(approval.expiresAt())
            + " by: self-heal approve "
            + approval.incident()
            + " (or with --deny). "
            + approval.question();
    return Verdict.deferred(
        "approval", sentence, again.isBefore(approval.expiresAt()) ? again : approval.expiresAt());
  }

  private static Instant seconds(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS);
  }
}
