package io.selfheal.doctor;

import io.selfheal.notification.NotificationException;
import io.selfheal.notification.slack.SlackIdentity;
import io.selfheal.notification.slack.SlackMethods;
import java.util.ArrayList;
import java.util.List;

/** Whether Slack knows the bot's token, and whether it is for what we do with it. */
public final class SlackExamination implements Examination {
  private static final String SLACK = "slack";

  private final SlackMethods slack;
  private final List<String> needed;

  /**
   * @param needed scopes
   */
  public SlackExamination(SlackMethods slack, List<String> needed) {
    this.slack = slack;
    this.needed = List.copyOf(needed);
  }

  @Override
  public String check() {
    return SLACK;
  }

  @Override
  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    try {
      SlackIdentity self = slack.identity();
      findings.add(Finding.ok(SLACK, "The token is of " + self.user() + " in " + self.team()));
      findings.addAll(scopes(self));
    } catch (NotificationException e) {
      findings.add(Troubles.of(SLACK, e));
    }
    return findings;
  }

  private List<Finding> scopes(SlackIdentity self) {
    if (self.scopes().isEmpty()) {
      return List.of(
          Finding.warning(
              SLACK, "Slack does not say which scopes it has", "see that nothing stands between"));
    }
    return needed.stream().filter(scope -> !self.has(scope)).map(SlackExamination::lacks).toList();
  }

  private static Finding lacks(String scope) {
    return Finding.failed(
        SLACK, "The token lacks the scope " + scope, "add it to the app, and install the app anew");
  }
}
