package io.selfheal.notification.slack.actions;

import io.selfheal.incident.Approval;
import io.selfheal.incident.Approvals;
import io.selfheal.incident.LedgerException;
import io.selfheal.incident.Reason;
import io.selfheal.notification.NotificationException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a decision of a press, if it is one: somebody who may, the pod that was asked about, and in
 * time. Whoever is refused is told why, and nothing happens.
 */
final class Presses {
  private static final Logger LOG = LoggerFactory.getLogger(Presses.class);

  private final Approvers approvers;
  private final UserGroups groups;
  private final Approvals approvals;
  private final PressListener heard;
  private final Whisper whisper;

  Presses(
      Approvers approvers,
      UserGroups groups,
      Approvals approvals,
      PressListener heard,
      Whisper whisper) {
    this.approvers = approvers;
    this.groups = groups;
    this.approvals = approvals;
    this.heard = heard;
    this.whisper = whisper;
  }

  void handle(Press press) {
    Optional<Reason> objection = objection(press);
    if (objection.isPresent()) {
      refused(press, objection.get());
    } else {
      decided(press);
    }
  }

  private Optional<Reason> objection(Press press) {
    try {
      Optional<Reason> objection = stranger(press);
      return objection.isPresent() ? objection : decide(press);
    } catch (NotificationException e) {
      return Optional.of(new Reason("approval-unclear", e.getMessage() + "."));
    } catch (LedgerException e) {
      LOG.atError().setCause(e).log("The ledger does not do what somebody decided in Slack");
      return Optional.of(
          new Reason("approval-unclear", "The responder's ledger cannot take it; press again."));
    }
  }

  private Optional<Reason> stranger(Press press) throws NotificationException {
    String user = press.user().id();
    boolean known = approvers.users().contains(user);
    for (String group : approvers.groups()) {
      known = known || groups.has(group, user);
    }
    return known
        ? Optional.empty()
        : Optional.of(
            new Reason(
                "approval-forbidden",
                "The setting slack.approvers names neither you nor a user group of yours."));
  }

  private Optional<Reason> decide(Press press) {
    Optional<Approval> asked = approvals.approval(press.incident());
    if (asked.isEmpty()) {
      return Optional.of(
          new Reason("approval-unknown", "No incident of that id has asked anything."));
    }
    Optional<Reason> other = asked.get().notAbout(press.podUid());
    return other.isPresent()
        ? other
        : approvals.decide(press.incident(), press.decision(), press.user().toString());
  }

  private void refused(Press press, Reason reason) {
    LOG.atInfo()
        .addKeyValue("incident", press.incident())
        .addKeyValue("by", press.user())
        .addKeyValue("reason", reason.code())
        .log("A button was pressed in vain");
    heard.refused(reason.code());
    whisper.tell(press, "Your press decided nothing. " + reason.sentence());
  }

  private void decided(Press press) {
    LOG.atInfo()
        .addKeyValue("incident", press.incident())
        .addKeyValue("decision", press.decision())
        .addKeyValue("by", press.user())
        .log("A question was decided in Slack");
    heard.accepted();
  }
}
