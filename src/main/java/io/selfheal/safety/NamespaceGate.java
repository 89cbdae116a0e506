package io.selfheal.safety;

import java.util.List;

/** Only namespaces that the configuration names, and never the cluster's own. */
final class NamespaceGate implements Gate {
  private static final String NEVER = "kube-system";

  private final List<String> named;

  NamespaceGate(List<String> named) {
    this.named = named;
  }

  @Override
  public Verdict check(Situation situation) {
    return check(situation.match().subject().namespace());
  }

  Verdict check(String namespace) {
    if (namespace.equals(NEVER)) {
      return Verdict.refused("namespace", "The responder never acts in " + NEVER + ".");
    }
    if (!named.contains(namespace)) {
      return Verdict.refused(
          "namespace", "Namespace '" + namespace + "' is not named in the setting namespaces.");
    }
    return Verdict.ALLOWED;
  }
}
