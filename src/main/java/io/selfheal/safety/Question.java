package io.selfheal.safety;

import io.selfheal.incident.Incident;
import io.selfheal.incident.Reason;
import io.selfheal.rules.ApprovalNeed;
import io.selfheal.rules.Rule;
import io.selfheal.rules.WhenEvidenceFails;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What people must be asked before a rule removes a pod, if anything. The same incident and the
 * same rule make the same question: one that has become another was not answered.
 */
public final class Question {
  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}]+");
  private static final int MOST = 300;

  private Question() {}

  public static Optional<String> of(Incident incident, Rule rule) {
    if (!rule.terminates()) {
      return Optional.empty();
    }
    Optional<Reason> missing =
        rule.response().whenEvidenceFails() == WhenEvidenceFails.ASK
            ? Missing.from(incident, rule)
            : Optional.empty();
    return missing
        .map(why -> may(incident) + "though evidence is missing? " + why.sentence())
        .or(() -> required(incident, rule))
        .map(Question::plain);
  }

  private static Optional<String> required(Incident incident, Rule rule) {
    return rule.response().approval() == ApprovalNeed.REQUIRED
        ? Optional.of(may(incident) + "as rule '" + rule.name() + "' would do?")
        : Optional.empty();
  }

  private static String may(Incident incident) {
    String pod = incident.target().map(target -> target.pod().toString()).orElse("that is unknown");
    return "May pod " + pod + " be removed, ";
  }

  /** What a pod said may be in it. */
  private static String plain(String question) {
    String line = UNSEEN.matcher(question).replaceAll(" ");
    return line.length() <= MOST ? line : line.substring(0, MOST - 1) + "…";
  }
}
