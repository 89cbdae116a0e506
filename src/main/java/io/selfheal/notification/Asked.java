package io.selfheal.notification;

import io.selfheal.incident.Approval;
import io.selfheal.incident.Approval.Answer;
import io.selfheal.incident.Approval.Decision;
import io.selfheal.incident.Deferral;
import io.selfheal.incident.Incident;
import io.selfheal.kubernetes.PodRef;
import io.selfheal.notification.IncidentMessage.Line;
import java.util.Optional;

/**
 * What people are asked about a pod, or have said.
 *
 * @param incident whose question it is
 * @param answer empty while it can be answered
 */
public record Asked(String incident, PodRef pod, Optional<Answer> answer) {
  /** The name of the line that says who decided. */
  public static final String DECIDED = "Decided";

  /** Empty for a question that ended without an answer. */
  static Optional<Asked> of(Incident incident, Approval approval) {
    boolean open = incident.progress().deferral().map(Deferral::asksPeople).orElse(false);
    return open || approval.answer().isPresent()
        ? Optional.of(new Asked(incident.id(), approval.target().pod(), approval.answer()))
        : Optional.empty();
  }

  public boolean open() {
    return answer.isEmpty();
  }

  /** Who decided what, and when; for messengers that cannot mention people. */
  Optional<Line> decision() {
    return answer.map(said -> Line.of(DECIDED, Foreign.name(said.by()) + what(said)));
  }

  /** What was decided, and when; to be put behind who did. */
  public static String what(Answer answer) {
    String verdict = answer.decision() == Decision.TERMINATE ? "may be removed" : "is kept";
    return ": the pod " + verdict + ", at " + Amount.at(answer.at());
  }
}
