package io.selfheal.sandbox.cluster;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;

/** What the API server reads: the cluster's objects as JSON, or a {@link Rejection}. */
public final class Documents {
  private final ClusterState state;
  private final Duration grace;
  private final Clock clock;
  private final WorkloadDocuments workloads;

  Documents(ClusterState state, Duration grace, Clock clock) {
    this.state = state;
    this.grace = grace;
    this.clock = clock;
    this.workloads = new WorkloadDocuments(state, grace);
  }

  public ObjectNode pod(String namespace, String name) {
    synchronized (state) {
      return pod(state.pod(namespace, name));
    }
  }

  ObjectNode pod(SandboxPod pod) {
    return Json.single("Pod", "v1", PodDocument.of(pod, grace));
  }

  /** The selector as in a query; empty text selects all. */
  public ObjectNode pods(String namespace, String labelSelector) {
    Predicate<Map<String, String>> selected = LabelSelector.parse(labelSelector);
    synchronized (state) {
      ArrayNode items = Json.array();
      state.pods().stream()
          .filter(pod -> pod.ref().namespace().equals(namespace) && selected.test(pod.labels()))
          .forEach(pod -> items.add(PodDocument.of(pod, grace)));
      return Json.list("PodList", "v1", state.version(), items);
    }
  }

  public ObjectNode namespace(String name) {
    synchronized (state) {
      ClusterState.Annotated found =
          state.namespace(name).orElseThrow(() -> Rejection.notFound("", "namespaces", name));
      ObjectNode document = Json.object();
      ObjectNode metadata = document.putObject("metadata");
      metadata
          .put("name", name)
          .put("uid", found.uid())
          .put("resourceVersion", Long.toString(state.version()))
          .put("creationTimestamp", Json.time(found.createdAt()))
          .set("labels", Json.labels(Map.of("kubernetes.io/metadata.name", name)));
      metadata.set("annotations", Json.labels(found.annotations()));
      document.putObject("spec").putArray("finalizers").add("kubernetes");
      document.putObject("status").put("phase", "Active");
      return Json.single("Namespace", "v1", document);
    }
  }

  public ObjectNode nodes() {
    synchronized (state) {
      ArrayNode items = Json.array().add(NodeDocument.of(state.nodeReady(), state.version()));
      return Json.list("NodeList", "v1", state.version(), items);
    }
  }

  public ObjectNode deployment(String namespace, String name) {
    synchronized (state) {
      return state
          .ofDeployment(namespace, name)
          .map(workloads::deployment)
          .orElseThrow(() -> Rejection.notFound("apps", "deployments", name));
    }
  }

  public ObjectNode replicaSet(String namespace, String name) {
    synchronized (state) {
      return state.replicaSets().stream()
          .filter(set -> set.namespace().equals(namespace) && set.name().equals(name))
          .findFirst()
          .map(workloads::replicaSet)
          .orElseThrow(() -> Rejection.notFound("apps", "replicasets", name));
    }
  }

  public ObjectNode budgets(String namespace) {
    synchronized (state) {
      ArrayNode items = Json.array();
      state.budgets().stream()
          .filter(budget -> budget.namespace().equals(namespace))
          .forEach(budget -> items.add(budget(budget)));
      return Json.list("PodDisruptionBudgetList", "policy/v1", state.version(), items);
    }
  }

  private ObjectNode budget(Budget budget) {
    ObjectNode document = Json.object();
    document
        .putObject("metadata")
        .put("name", budget.name())
        .put("namespace", budget.namespace())
        .put("resourceVersion", Long.toString(state.version()))
        .put("generation", 1);
    ObjectNode spec = document.putObject("spec").put("minAvailable", budget.minAvailable());
    spec.putObject("selector").set("matchLabels", Json.labels(budget.matchLabels()));
    document
        .putObject("status")
        .put("observedGeneration", 1)
        .put("disruptionsAllowed", budget.allowed(state.pods()))
        .put("currentHealthy", budget.healthy(state.pods()))
        .put("desiredHealthy", budget.minAvailable())
        .put("expectedPods", budget.covered(state.pods()).size());
    return document;
  }

  public ObjectNode events(String namespace, EventSelector selector) {
    synchronized (state) {
      ArrayNode items = Json.array();
      state.events().stream()
          .filter(event -> event.pod().ref().namespace().equals(namespace))
          .filter(event -> selector.selects(event.pod()))
          .forEach(event -> items.add(event(event)));
      return Json.list("EventList", "v1", state.version(), items);
    }
  }

  private static ObjectNode event(ClusterState.Event event) {
    SandboxPod pod = event.pod();
    String at = Json.time(event.at());
    ObjectNode document = Json.object();
    document
        .putObject("metadata")
        .put("name", pod.ref().name() + "." + Long.toHexString(event.id()))
        .put("namespace", pod.ref().namespace())
        .put("uid", new UUID(pod.ref().uid().hashCode(), event.id()).toString())
        .put("resourceVersion", Long.toString(event.id()))
        .put("creationTimestamp", at);
    document
        .putObject("involvedObject")
        .put("kind", "Pod")
        .put("namespace", pod.ref().namespace())
        .put("name", pod.ref().name())
        .put("uid", pod.ref().uid())
        .put("apiVersion", "v1")
        .put("resourceVersion", Long.toString(pod.resourceVersion()));
    document.put("reason", event.reason()).put("message", event.message());
    document.putObject("source").put("component", "kubelet").put("host", "sandbox");
    document.put("firstTimestamp", at).put("lastTimestamp", at).put("count", 1);
    document.put("type", event.type()).putNull("eventTime");
    return document.put("reportingComponent", "kubelet").put("reportingInstance", "sandbox");
  }

  /** What the pod's containers use; not found where this machine does not tell. */
  public ObjectNode metrics(String namespace, String name) {
    synchronized (state) {
      ObjectNode metrics = MetricsDocument.of(state.pod(namespace, name), clock.instant());
      if (metrics.path("containers").isEmpty()) {
        throw Rejection.notFound("metrics.k8s.io", "podmetrics", namespace + "/" + name);
      }
      return Json.single("PodMetrics", "metrics.k8s.io/v1beta1", metrics);
    }
  }

  public String log(String namespace, String name, LogRequest request) {
    synchronized (state) {
      SandboxContainer container = state.pod(namespace, name).chosen(request.container());
      return (request.previous() ? container.previous() : container.current())
          .map(run -> run.log().text(request))
          .orElseThrow(() -> noLog(name, container.name(), request));
    }
  }

  private static Rejection noLog(String pod, String container, LogRequest request) {
    String message =
        request.previous()
            ? "previous terminated container \"%s\" in pod \"%s\" not found"
            : "container \"%s\" in pod \"%s\" is waiting to start: ErrImageNeverPull";
    return Rejection.of(400, "BadRequest", message.formatted(container, pod));
  }
}
