package io.selfheal.incident;

import io.selfheal.evidence.JvmTarget;
import java.time.Instant;
import java.util.Optional;

/**
 * What people were asked about one container, and what they said. It speaks for this question and
 * this container alone, and until it expires.
 *
 * @param target the incarnation that the question is about
 * @param question what is asked, and why: a sentence
 * @param answer empty while nobody has decided
 */
public record Approval(
    String incident,
    JvmTarget target,
    String question,
    Instant askedAt,
    Instant expiresAt,
    Optional<Answer> answer) {

  /** What may become of the pod. */
  public enum Decision {
    /** It may be removed. */
    TERMINATE,
    /** It is left alone. */
    KEEP
  }

  /**
   * What somebody decided.
   *
   * @param by a name as its bearer gave it, which nobody has proved; or a {@link SlackUser}
   */
  public record Answer(Decision decision, String by, Instant at) {}

  /** Why whoever means that pod does not mean this question, if so. */
  public Optional<Reason> notAbout(String podUid) {
    if (podUid.equals(target.pod().uid())) {
      return Optional.empty();
    }
    return Optional.of(
        new Reason(
            "approval-other-pod",
            "The question is about pod "
                + target.pod()
                + " of UID "
                + target.pod().uid()
                + ", not about that one."));
  }

  public boolean expired(Instant now) {
    return !now.isBefore(expiresAt);
  }

  /** Why it cannot be answered any more, if so. */
  public Optional<Reason> objection(Instant now) {
    if (answer.isPresent()) {
      return Optional.of(
          new Reason(
              "approval-decided",
              answer.get().by()
                  + " has decided it at "
                  + answer.get().at()
                  + "; each question is decided once."));
    }
    return expired(now)
        ? Optional.of(
            new Reason(
                "approval-expired", "The question could be answered until " + expiresAt + "."))
        : Optional.empty();
  }
}
