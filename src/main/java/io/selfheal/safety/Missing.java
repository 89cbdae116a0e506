package io.selfheal.safety;

import io.selfheal.evidence.Artefact;
import io.selfheal.incident.Incident;
import io.selfheal.incident.Reason;
import io.selfheal.rules.CaptureRequest;
import io.selfheal.rules.Rule;
import java.util.List;
import java.util.Optional;

/** Whether an incident has all the evidence that its rule requires, and if not, why. */
public final class Missing {
  private Missing() {}

  public static Optional<Reason> from(Incident incident, Rule rule) {
    return rule.response().capture().stream()
        .filter(request -> !request.optional())
        .flatMap(request -> missing(incident, rule, request).stream())
        .findFirst();
  }

  private static Optional<Reason> missing(Incident incident, Rule rule, CaptureRequest request) {
    List<Artefact> taken =
        incident.artefacts().stream()
            .filter(artefact -> artefact.kind() == request.kind())
            .toList();
    if (taken.isEmpty()) {
      return Optional.of(new Reason("not-captured", "There is no " + request.kind().slug() + "."));
    }
    return taken.stream()
        .filter(artefact -> !artefact.satisfies(rule.response().accept()))
        .findFirst()
        .map(Missing::why);
  }

  private static Reason why(Artefact artefact) {
    return artefact
        .failure()
        .map(
            failure ->
                new Reason(
                    failure.reason().slug(),
                    "No " + artefact.kind().slug() + ": " + failure.sentence()))
        .orElse(
            new Reason(
                "structure-only",
                "The "
                    + artefact.kind().slug()
                    + " could only be verified by its structure, as the pod could not hash it; the rule's "
                    + "setting accept: structure would take it."));
  }
}
