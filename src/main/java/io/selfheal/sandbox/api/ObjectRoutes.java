package io.selfheal.sandbox.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.selfheal.sandbox.cluster.Documents;
import io.selfheal.sandbox.cluster.EventSelector;
import io.selfheal.sandbox.cluster.Rejection;
import java.util.Optional;

/**
 * All that is not about one pod: the version, owners, nodes, namespaces, budgets, events, access.
 */
final class ObjectRoutes {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String APPS = "/apis/apps/v1/namespaces/{namespace}/";

  private final Documents documents;
  private final Access access;

  ObjectRoutes(Documents documents, Access access) {
    this.documents = documents;
    this.access = access;
  }

  void add(RoutesConfig routes, Door door) {
    routes.get("/version", context -> Answer.json(context, 200, version()));
    routes.get("/api/v1/nodes", door.guard(new Call("list", "nodes"), this::nodes));
    routes.get(
        "/api/v1/namespaces/{namespace}",
        door.guard(new Call("get", "namespaces"), this::namespace));
    routes.get(
        "/api/v1/namespaces/{namespace}/events",
        door.guard(new Call("list", "events"), this::events));
    routes.get(
        APPS + "deployments/{name}", door.guard(new Call("get", "deployments"), this::deployment));
    routes.get(
        APPS + "replicasets/{name}", door.guard(new Call("get", "replicasets"), this::replicaSet));
    routes.get(
        APPS + "{kind}/{name}", door.guard(new Call("get", "statefulsets"), this::otherOwner));
    routes.get(
        "/apis/policy/v1/namespaces/{namespace}/poddisruptionbudgets",
        door.guard(new Call("list", "poddisruptionbudgets"), this::budgets));
    routes.post(AccessReviews.PATH, new AccessReviews(access)::answer);
  }

  private static ObjectNode version() {
    return MAPPER
        .createObjectNode()
        .put("major", "1")
        .put("minor", "34")
        .put("emulationMajor", "1")
        .put("emulationMinor", "34")
        .put("minCompatibilityMajor", "1")
        .put("minCompatibilityMinor", "33")
        .put("gitVersion", "v1.34.0+sandbox")
        .put("gitCommit", "none")
        .put("gitTreeState", "clean")
        .put("buildDate", "1970-01-01T00:00:00Z")
        .put("goVersion", "none")
        .put("compiler", "javac")
        .put("platform", "linux/amd64");
  }

  private void nodes(Context context) {
    Answer.json(context, 200, documents.nodes());
  }

  private void namespace(Context context) {
    Answer.json(context, 200, documents.namespace(context.pathParam("namespace")));
  }

  private void events(Context context) {
    String selector = Optional.ofNullable(context.queryParam("fieldSelector")).orElse("");
    Answer.json(
        context,
        200,
        documents.events(context.pathParam("namespace"), EventSelector.parse(selector)));
  }

  private void deployment(Context context) {
    ObjectNode found =
        documents.deployment(context.pathParam("namespace"), context.pathParam("name"));
    Answer.json(context, 200, found);
  }

  private void replicaSet(Context context) {
    ObjectNode found =
        documents.replicaSet(context.pathParam("namespace"), context.pathParam("name"));
    Answer.json(context, 200, found);
  }

  /** Nothing but Deployments lives here. */
  private void otherOwner(Context context) {
    throw Rejection.notFound("apps", context.pathParam("kind"), context.pathParam("name"));
  }

  private void budgets(Context context) {
    Answer.json(context, 200, documents.budgets(context.pathParam("namespace")));
  }
}
