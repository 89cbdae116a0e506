package io.selfheal.safety;

import io.selfheal.rules.Subject;

/** The responder never operates on itself. */
final class OwnPodGate implements Gate {
  private final String ownPod;

  /**
   * @param ownPod namespace/name; empty text outside a cluster
   */
  OwnPodGate(String ownPod) {
    this.ownPod = ownPod;
  }

  @Override
  public Verdict check(Situation situation) {
    Subject subject = situation.match().subject();
    return ownPod.equals(subject.namespace() + "/" + subject.pod())
        ? Verdict.refused("own-pod", "The responder never acts on its own pod.")
        : Verdict.ALLOWED;
  }
}
