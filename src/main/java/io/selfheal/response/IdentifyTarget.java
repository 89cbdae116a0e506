package io.selfheal.response;

import io.selfheal.evidence.JvmTarget;
import io.selfheal.incident.Claim;
import io.selfheal.incident.Incident;
import io.selfheal.incident.Stage;
import io.selfheal.incident.Step;
import io.selfheal.incident.StepOutcome;
import io.selfheal.incident.Target;
import io.selfheal.kubernetes.Cluster;
import io.selfheal.kubernetes.ClusterException;
import io.selfheal.kubernetes.Container;
import io.selfheal.kubernetes.Pod;
import io.selfheal.kubernetes.Workload;
import io.selfheal.rules.RuleBook;
import io.selfheal.rules.Subject;
import io.selfheal.safety.Gates;
import io.selfheal.safety.Verdict;
import java.time.Clock;
import java.util.Optional;

/**
 * Binds the incident to one incarnation of one container, and to the workload that would replace
 * its pod.
 */
final class IdentifyTarget implements Step {
  private static final String DEFAULT_CONTAINER = "kubectl.kubernetes.io/default-container";

  private final Cluster cluster;
  private final RuleBook rules;
  private final Gates gates;
  private final Trouble trouble;
  private final Clock clock;

  IdentifyTarget(Cluster cluster, RuleBook rules, Gates gates, Trouble trouble, Clock clock) {
    this.cluster = cluster;
    this.rules = rules;
    this.gates = gates;
    this.trouble = trouble;
    this.clock = clock;
  }

  @Override
  public Stage from() {
    return Stage.RECEIVED;
  }

  @Override
  public StepOutcome run(Claim claim) {
    Incident incident = claim.incident();
    Subject subject = rules.subjectOf(incident.origin().alert());
    if (subject.conflict().isPresent()) {
      return Trouble.refuse(
          "labels", "Cannot tell whom the alert is about: " + subject.conflict().get() + ".");
    }
    if (gates.mayLookInto(subject.namespace()) instanceof Verdict.Refused refused) {
      return Trouble.refuse(refused.reason());
    }
    try {
      return bind(incident, subject);
    } catch (ClusterException e) {
      return trouble.cluster(incident, e);
    }
  }

  private StepOutcome bind(Incident incident, Subject subject) throws ClusterException {
    Optional<Pod> pod = cluster.pod(subject.namespace(), subject.pod());
    if (pod.isEmpty()) {
      return Trouble.refuse(
          "pod-gone", "There is no pod " + subject.namespace() + "/" + subject.pod() + ".");
    }
    Optional<Workload> workload = cluster.workloadOf(pod.get());
    if (workload.isEmpty()) {
      return Trouble.refuse(
          "owner", "No Deployment, StatefulSet or DaemonSet would replace the pod.");
    }
    Optional<Container> container = container(pod.get(), subject);
    if (container.isEmpty()) {
      return Trouble.refuse("container", whichContainer(pod.get(), subject));
    }
    JvmTarget jvm = new JvmTarget(pod.get().ref(), container.get().name(), container.get().id());
    Incident bound =
        incident.boundTo(new Target(jvm, workload.get().ref(), pod.get().meta().node()));
    return trouble
        .overdue(incident)
        .orElseGet(() -> StepOutcome.reach(bound, Stage.MATCHED, clock.instant()));
  }

  private static Optional<Container> container(Pod pod, Subject subject) {
    if (subject.container().isPresent()) {
      return pod.container(subject.container().get());
    }
    if (pod.containers().size() == 1) {
      return Optional.of(pod.containers().get(0));
    }
    return Optional.ofNullable(pod.meta().annotations().get(DEFAULT_CONTAINER))
        .flatMap(pod::container);
  }

  private static String whichContainer(Pod pod, Subject subject) {
    return subject
        .container()
        .map(name -> "The pod has no container '" + name + "'.")
        .orElse(
            "The pod has "
                + pod.containers().size()
                + " containers: name one in the alert's container label, or in the pod's annotation "
                + DEFAULT_CONTAINER
                + ".");
  }
}
