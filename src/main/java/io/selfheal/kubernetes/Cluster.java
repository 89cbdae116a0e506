package io.selfheal.kubernetes;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the responder asks of Kubernetes. All calls are blocking, bounded in time, and throw {@link
 * ClusterException} with a reason. Implementations are thread-safe.
 */
public interface Cluster extends AutoCloseable {
  Optional<Pod> pod(String namespace, String name) throws ClusterException;

  /** Pods of a namespace by label selector, as the API takes it in a query. */
  List<Pod> pods(String namespace, String selector) throws ClusterException;

  /** The pods that the workload keeps alive, itself or by its sets of replicas. */
  default List<Pod> podsOf(Workload workload) throws ClusterException {
    List<Pod> selected = pods(workload.ref().namespace(), workload.selector());
    return new OwnedPods(this, workload.ref()).among(selected);
  }

  /**
   * The workload at the top of the pod's chain of controllers; empty for a bare pod and for an
   * owner that cannot be resolved or is not one that replaces its pods (Jobs).
   */
  Optional<Workload> workloadOf(Pod pod) throws ClusterException;

  /** A workload by kind and name; empty when it does not exist any more. */
  Optional<Workload> workload(WorkloadRef ref) throws ClusterException;

  /** The namespace's annotations. */
  Map<String, String> namespaceAnnotations(String namespace) throws ClusterException;

  /** The budgets of the namespace whose selector matches the pod. */
  List<DisruptionBudget> disruptionBudgets(Pod pod) throws ClusterException;

  /** The nodes; refused as {@link ClusterException.Reason#FORBIDDEN} where we may not list them. */
  NodeCount nodes() throws ClusterException;

  /**
   * How many questions in a row the API server failed at (5xx, or no answer) until now; commands in
   * pods, and what is read of pods as evidence, are not counted.
   */
  int errorsInARow();

  /** Runs a command and keeps its output as text. */
  ExecResult exec(ExecRequest request) throws ClusterException, InterruptedException;

  /** Runs a command and streams its standard output, uninterpreted, into the sink. */
  ExecResult exec(ExecRequest request, ByteSink stdout)
      throws ClusterException, InterruptedException;

  /** The pod with all its fields, as the server's JSON of at most 4 MiB. */
  String podDocument(PodRef pod) throws ClusterException;

  /** The events about this very pod, as the server's JSON of an EventList of at most 4 MiB. */
  String events(PodRef pod) throws ClusterException;

  /**
   * What the pod's containers use, as the server's JSON of a PodMetrics. Where there is no metrics
   * API it is {@link ClusterException.Reason#NOT_FOUND}, or SERVER_ERROR while that is away.
   */
  String podMetrics(PodRef pod) throws ClusterException;

  /**
   * Streams the newest lines of a log into the sink.
   *
   * @return false when the previous log is wanted and the container was never restarted
   */
  boolean log(LogRequest request, ByteSink sink) throws ClusterException, InterruptedException;

  /**
   * Adds it to the running pod; {@link Pod#ephemeral()} tells what becomes of it. One that is there
   * already, as it is, is left so; a changed one under its name is {@link
   * ClusterException.Reason#BAD_REQUEST}. NOT_FOUND is also what servers before 1.23 say.
   */
  void addEphemeralContainer(PodRef pod, EphemeralContainer container) throws ClusterException;

  /**
   * Evicts the pod under its UID and resourceVersion, or refuses: never another pod, never a newer
   * state of it.
   */
  Removal evict(PodRef pod, String resourceVersion) throws ClusterException;

  /** Deletes with the same two preconditions, around any disruption budget. */
  Removal delete(PodRef pod, String resourceVersion) throws ClusterException;

  @Override
  void close();
}
