package io.selfheal.kubernetes;

import io.kubernetes.client.openapi.Pair;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The cluster behind a real API server. */
public final class ApiServerCluster implements Cluster {
  private final Api api;
  private final PodExec exec;
  private volatile PolicyVersion policy;

  private ApiServerCluster(Api api, PodExec exec) {
    this.api = api;
    this.exec = exec;
  }

  /** Reads the credentials; asks nothing of the server yet. */
  public static ApiServerCluster connect(ClusterConfig config) throws ClusterException {
    Api api = new Api(ApiClients.open(config, System.getenv()));
    return new ApiServerCluster(api, new PodExec(api));
  }

  @Override
  public Optional<Pod> pod(String namespace, String name) throws ClusterException {
    return api.find(V1Pod.class, "/api/v1/namespaces/{}/pods/{}", namespace, name).map(PodView::of);
  }

  @Override
  public List<Pod> pods(String namespace, String selector) throws ClusterException {
    var query = selector.isEmpty() ? List.<Pair>of() : List.of(new Pair("labelSelector", selector));
    var found = api.get(V1PodList.class, query, "/api/v1/namespaces/{}/pods", namespace);
    return PodView.list(found.getItems()).stream().map(PodView::of).toList();
  }

  @Override
  public Optional<Workload> workloadOf(Pod pod) throws ClusterException {
    return new Workloads(api).of(pod);
  }

  @Override
  public Optional<Workload> workload(WorkloadRef ref) throws ClusterException {
    return new Workloads(api).named(ref);
  }

  @Override
  public Map<String, String> namespaceAnnotations(String namespace) throws ClusterException {
    var found = api.get(V1Namespace.class, List.of(), "/api/v1/namespaces/{}", namespace);
    return found.getMetadata() == null
        ? Map.of()
        : PodView.map(found.getMetadata().getAnnotations());
  }

  @Override
  public List<DisruptionBudget> disruptionBudgets(Pod pod) throws ClusterException {
    return new Budgets(api).of(pod, policy());
  }

  @Override
  public NodeCount nodes() throws ClusterException {
    return new Nodes(api).count();
  }

  @Override
  public int errorsInARow() {
    return api.errorsInARow();
  }

  @Override
  public ExecResult exec(ExecRequest request) throws ClusterException, InterruptedException {
    return exec.text(request);
  }

  @Override
  public ExecResult exec(ExecRequest request, ByteSink stdout)
      throws ClusterException, InterruptedException {
    return exec.stream(request, stdout);
  }

  @Override
  public String podDocument(PodRef pod) throws ClusterException {
    return new PodDocuments(api).pod(pod);
  }

  @Override
  public String events(PodRef pod) throws ClusterException {
    return new PodDocuments(api).events(pod);
  }

  @Override
  public String podMetrics(PodRef pod) throws ClusterException {
    return new PodDocuments(api).metrics(pod);
  }

  @Override
  public boolean log(LogRequest request, ByteSink sink)
      throws ClusterException, InterruptedException {
    return new PodLog(api).stream(request, sink);
  }

  @Override
  public void addEphemeralContainer(PodRef pod, EphemeralContainer container)
      throws ClusterException {
    new EphemeralContainers(api).add(pod, container);
  }

  @Override
  public Removal evict(PodRef pod, String resourceVersion) throws ClusterException {
    return new Removals(api).evict(pod, resourceVersion, policy());
  }

  @Override
  public Removal delete(PodRef pod, String resourceVersion) throws ClusterException {
    return new Removals(api).delete(pod, resourceVersion);
  }

  @Override
  public void close() {
    api.close();
  }

  private PolicyVersion policy() throws ClusterException {
    if (policy == null) {
      policy = PolicyVersion.of(api);
    }
    return policy;
  }
}
