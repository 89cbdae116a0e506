package io.selfheal;

import io.selfheal.kubernetes.ApiServerCluster;
import io.selfheal.kubernetes.ByteSink;
import io.selfheal.kubernetes.Cluster;
import io.selfheal.kubernetes.ClusterConfig;
import io.selfheal.kubernetes.ClusterException;
import io.selfheal.kubernetes.EphemeralContainer;
import io.selfheal.kubernetes.ExecRequest;
import io.selfheal.kubernetes.LogRequest;
import io.selfheal.kubernetes.Pod;
import io.selfheal.kubernetes.PodRef;
import io.selfheal.kubernetes.RunAs;
import io.selfheal.kubernetes.Workload;
import io.selfheal.kubernetes.WorkloadRef;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.HttpUrl;

/**
 * The rights that the product asks an API server for: every method of {@link Cluster} is called on
 * a server that writes down what it is asked, as RBAC would name it. A method that is added is
 * called as well, or fails here because nobody knows what to call it with.
 */
final class AskedRights {
  private static final String NAME = "shop";
  private static final PodRef POD = new PodRef(NAME, NAME, "uid");
  private static final String VERSION = "{\"gitVersion\":\"v1.34.0\"}";
  private static final String NOT_FOUND =
      "{\"kind\":\"Status\",\"status\":\"Failure\",\"message\":\"not found\",\"code\":404}";

  /** What every account may ask: it names no resource. */
  private static final Set<String> OPEN = Set.of("/version", "/apis/policy");

  private AskedRights() {}

  /** As {@code group/resource verb}. */
  static Set<String> find(Path folder) throws Exception {
    Set<String> rights = new ConcurrentSkipListSet<>();
    try (MockWebServer server = new MockWebServer()) {
      server.setDispatcher(new Clerk(rights));
      server.start();
      try (Cluster cluster = ApiServerCluster.connect(config(server, folder))) {
        for (Method method : Cluster.class.getDeclaredMethods()) {
          ask(cluster, method);
        }
      }
    }
    return new TreeSet<>(rights);
  }

  private static ClusterConfig config(MockWebServer server, Path folder) throws IOException {
    return new ClusterConfig(
        Optional.empty(),
        Optional.of(URI.create("http://localhost:" + server.getPort())),
        Optional.of(Files.writeString(folder.resolve("token"), "token")),
        Optional.empty(),
        Duration.ofSeconds(10));
  }

  private static void ask(Cluster cluster, Method method) throws Exception {
    if (method.getName().equals("close")) {
      return;
    }
    for (String kind : kinds(method)) {
      Object[] arguments =
          Stream.of(method.getParameterTypes()).map(type -> argument(type, kind)).toArray();
      try {
        method.invoke(cluster, arguments);
      } catch (InvocationTargetException e) {
        if (!(e.getCause() instanceof ClusterException)) {
          throw e;
        }
      }
    }
  }

  /** Workloads are asked for by kind, each at a place of its own. */
  private static List<String> kinds(Method method) {
    return List.of(method.getParameterTypes()).contains(WorkloadRef.class)
        ? List.of("Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController")
        : List.of("");
  }

  private static Object argument(Class<?> type, String kind) {
    ByteSink sink = bytes -> {};
    Map<Class<?>, Object> samples =
        Map.of(
            String.class,
            NAME,
            PodRef.class,
            POD,
            Pod.class,
            new Pod(POD, meta(), "Running", true, List.of()),
            WorkloadRef.class,
            new WorkloadRef(kind, NAME, NAME),
            Workload.class,
            new Workload(new WorkloadRef(kind, NAME, NAME), 1, false, "app=" + NAME, Map.of()),
            ExecRequest.class,
            new ExecRequest(POD, NAME, List.of("jcmd"), Duration.ofSeconds(9)),
            LogRequest.class,
            new LogRequest(POD, NAME, LogRequest.Run.PREVIOUS, 9, Duration.ofSeconds(9)),
            EphemeralContainer.class,
            new EphemeralContainer(NAME, NAME, List.of("sleep", "9"), NAME, new RunAs(9, 9)),
            ByteSink.class,
            sink);
    return Optional.ofNullable(samples.get(type))
        .orElseThrow(() -> new AssertionError("say in AskedRights what a " + type + " is"));
  }

  private static Pod.Meta meta() {
    return new Pod.Meta(
        "1",
        Instant.EPOCH,
        Optional.empty(),
        Map.of(),
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of("node-1"));
  }

  /** Knows the version, nothing else, and writes down who asks for what. */
  private static final class Clerk extends Dispatcher {
    private final Set<String> rights;

    private Clerk(Set<String> rights) {
      this.rights = rights;
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) {
      String path = request.getUrl().encodedPath();
      if (!OPEN.contains(path)) {
        rights.add(right(request.getMethod(), request.getUrl()));
      }
      boolean version = path.equals("/version");
      return new MockResponse.Builder()
          .code(version ? 200 : 404)
          .setHeader("Content-Type", "application/json")
          .body(version ? VERSION : NOT_FOUND)
          .build();
    }

    /** /api/v1/... or /apis/GROUP/VERSION/..., then as RBAC takes it apart. */
    private static String right(String method, HttpUrl url) {
      List<String> path = url.pathSegments();
      boolean core = path.get(0).equals("api");
      List<String> rest = path.subList(core ? 2 : 3, path.size());
      if (rest.size() > 2 && rest.get(0).equals("namespaces")) {
        rest = rest.subList(2, rest.size());
      }
      String resource = rest.size() > 2 ? rest.get(0) + "/" + rest.get(2) : rest.get(0);
      boolean named = rest.size() > 1;
      return (core ? "" : path.get(1)) + "/" + resource + " " + verb(method, named, url);
    }

    private static String verb(String method, boolean named, HttpUrl url) {
      return switch (method) {
        case "GET" -> named ? "get" : "true".equals(url.queryParameter("watch")) ? "watch" : "list";
        case "POST" -> "create";
        case "PUT" -> "update";
        case "PATCH" -> "patch";
        case "DELETE" -> named ? "delete" : "deletecollection";
        default -> throw new AssertionError(method);
      };
    }
  }
}
