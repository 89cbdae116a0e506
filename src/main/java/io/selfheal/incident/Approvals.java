package io.selfheal.incident;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Questions to people, one for each incident, and their answers. */
public interface Approvals {
  /**
   * Asks about the container that the incident is bound to. An incident that has asked already is
   * not asked again, whatever the question is by now.
   *
   * @param open how long it can be answered
   * @return the question that stands
   */
  Approval ask(Claim claim, String question, Duration open);

  /**
   * Decides a question once: it was asked, nobody has decided it, it has not expired, and its
   * incident is not over. The incident is due at once then.
   *
   * @param by a name as its bearer gave it, or a {@link SlackUser}
   * @return why nothing was decided; empty when it was
   */
  Optional<Reason> decide(String incident, Approval.Decision decision, String by);

  /** What an incident asked, whatever became of it. */
  Optional<Approval> approval(String incident);

  /** The questions that can still be answered, the oldest first. */
  List<Approval> openApprovals();
}
