package io.selfheal.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.selfheal.sandbox.cluster.Documents;
import io.selfheal.sandbox.cluster.Ephemerals;
import io.selfheal.sandbox.cluster.LogRequest;
import io.selfheal.sandbox.cluster.Rejection;
import io.selfheal.sandbox.cluster.Removals;
import io.selfheal.sandbox.cluster.SandboxCluster;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;

/** Reading and removing pods. */
final class PodRoutes {
  static final String PODS = "/api/v1/namespaces/{namespace}/pods";
  static final String POD = PODS + "/{name}";
  static final String EXEC = POD + "/exec";
  private static final String METRICS =
      "/apis/metrics.k8s.io/v1beta1/namespaces/{namespace}/pods/{name}";

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Documents documents;
  private final Removals removals;
  private final Ephemerals ephemerals;
  private final Clock clock;

  PodRoutes(SandboxCluster cluster) {
    this.documents = cluster.documents();
    this.removals = cluster.removals();
    this.ephemerals = cluster.ephemerals();
    this.clock = cluster.clock();
  }

  void add(RoutesConfig routes, Door door) {
    routes.get(PODS, door.guard(Call.LIST_PODS, this::list));
    routes.get(POD, door.guard(Call.GET_POD, this::get));
    routes.delete(POD, door.guard(Call.DELETE_POD, this::delete));
    routes.get(POD + "/log", door.guard(Call.LOG, this::log));
    routes.get(METRICS, door.guard(Call.METRICS, this::metrics));
    routes.post(POD + "/eviction", door.guard(Call.EVICT, this::evict));
    routes.patch(POD + "/ephemeralcontainers", door.guard(Call.EPHEMERAL, this::addEphemeral));
    routes.get(EXEC, door.guard(Call.EXEC, PodRoutes::execWithoutUpgrade));
  }

  private void list(Context context) {
    String selector = Optional.ofNullable(context.queryParam("labelSelector")).orElse("");
    Answer.json(context, 200, documents.pods(context.pathParam("namespace"), selector));
  }

  private void get(Context context) {
    Answer.json(
        context, 200, documents.pod(context.pathParam("namespace"), context.pathParam("name")));
  }

  private void addEphemeral(Context context) throws IOException {
    JsonNode patch = MAPPER.readTree(context.bodyAsBytes());
    ObjectNode pod =
        ephemerals.patch(context.pathParam("namespace"), context.pathParam("name"), patch);
    Answer.json(context, 200, pod);
  }

  private void metrics(Context context) {
    Answer.json(
        context, 200, documents.metrics(context.pathParam("namespace"), context.pathParam("name")));
  }

  private void log(Context context) {
    LogRequest request =
        new LogRequest(
            Optional.ofNullable(context.queryParam("container")).orElse(""),
            context.queryParamAsClass("tailLines", Integer.class).getOrDefault(Integer.MAX_VALUE),
            Optional.ofNullable(context.queryParam("sinceSeconds"))
                .map(seconds -> clock.instant().minusSeconds(Long.parseLong(seconds))),
            "true".equals(context.queryParam("previous")),
            "true".equals(context.queryParam("timestamps")));
    String text = documents.log(context.pathParam("namespace"), context.pathParam("name"), request);
    Answer.text(context, text);
  }

  /** As measured: a body without a Content-Length gets lost, and its preconditions with it. */
  private void delete(Context context) throws IOException {
    JsonNode options =
        context.req().getContentLengthLong() > 0
            ? MAPPER.readTree(context.bodyAsBytes())
            : MAPPER.createObjectNode();
    ObjectNode pod =
        removals.delete(
            context.pathParam("namespace"),
            context.pathParam("name"),
            conditions(context, options));
    Answer.json(context, 200, pod);
  }

  private void evict(Context context) throws IOException {
    JsonNode eviction = MAPPER.readTree(context.bodyAsBytes());
    String name = context.pathParam("name");
    String named = eviction.at("/metadata/name").asText(name);
    if (!named.equals(name)) {
      throw Rejection.of(400, "BadRequest", "name in URL does not match name in Eviction object");
    }
    removals.evict(
        context.pathParam("namespace"), name, conditions(context, eviction.path("deleteOptions")));
    Answer.json(context, 201, StatusBody.success(201));
  }

  private static Removals.Conditions conditions(Context context, JsonNode options) {
    boolean dryRun =
        context.queryParams("dryRun").contains("All")
            || options.path("dryRun").path(0).asText("").equals("All");
    return new Removals.Conditions(
        text(options.at("/preconditions/uid")),
        text(options.at("/preconditions/resourceVersion")),
        dryRun);
  }

  private static Optional<String> text(JsonNode node) {
    return node.isTextual() ? Optional.of(node.asText()) : Optional.empty();
  }

  private static void execWithoutUpgrade(Context context) {
    throw Rejection.of(400, "BadRequest", "Upgrade request required");
  }
}
