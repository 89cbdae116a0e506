package io.selfheal.sandbox.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.selfheal.sandbox.cluster.Rejection;
import java.util.Map;

/**
 * What the caller may do, as a caller asks it of himself. As in a real cluster nothing is allowed
 * on a resource in a group that it does not belong to.
 */
final class AccessReviews {
  static final String PATH = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String KIND = "SelfSubjectAccessReview";
  private static final String METRICS = "metrics.k8s.io";
  private static final Map<String, String> GROUPS =
      Map.of(
          "deployments", "apps",
          "replicasets", "apps",
          "statefulsets", "apps",
          "daemonsets", "apps",
          "poddisruptionbudgets", "policy");

  private final Access access;

  AccessReviews(Access access) {
    this.access = access;
  }

  void answer(Context context) {
    ObjectNode review = read(context.body());
    JsonNode asked = review.at("/spec/resourceAttributes");
    boolean nonResource = review.at("/spec/nonResourceAttributes").isObject();
    if (asked.isObject() == nonResource) {
      throw invalid();
    }
    review.putObject("metadata");
    review.putObject("status").put("allowed", asked.isObject() && allowed(asked));
    Answer.json(context, 201, review);
  }

  private static ObjectNode read(String body) {
    JsonNode review = parsed(body);
    boolean right =
        KIND.equals(review.path("kind").asText())
            && "authorization.k8s.io/v1".equals(review.path("apiVersion").asText());
    if (!right) {
      throw Rejection.of(400, "BadRequest", "the object provided is unrecognized");
    }
    return (ObjectNode) review;
  }

  private static JsonNode parsed(String body) {
    try {
      return MAPPER.readTree(body);
    } catch (JsonProcessingException e) {
      throw Rejection.of(400, "BadRequest", "the object provided is unrecognized");
    }
  }

  private static Rejection invalid() {
    return Rejection.of(
        422,
        "Invalid",
        "SelfSubjectAccessReview.authorization.k8s.io \"\" is invalid: spec.resourceAttributes:"
            + " Invalid value: null: exactly one of nonResourceAttributes or resourceAttributes"
            + " must be specified");
  }

  private boolean allowed(JsonNode asked) {
    String resource = asked.path("resource").asText("");
    String group = asked.path("group").asText("");
    boolean metrics = group.equals(METRICS) && resource.equals("pods");
    if (!metrics && !group.equals(GROUPS.getOrDefault(resource, ""))) {
      return false;
    }
    String subresource = asked.path("subresource").asText("");
    String below = subresource.isEmpty() ? "" : "/" + subresource;
    String called = metrics ? resource + "." + METRICS : resource + below;
    Call call = new Call(asked.path("verb").asText(""), called);
    return access.allows(call, asked.path("namespace").asText(""));
  }
}
