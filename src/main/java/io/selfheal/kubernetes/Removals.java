package io.selfheal.kubernetes;

import io.kubernetes.client.openapi.models.V1DeleteOptions;
import io.kubernetes.client.openapi.models.V1Eviction;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1Preconditions;

/**
 * The two ways to remove a pod, both fenced by its UID and resourceVersion at the API server. The
 * answer's code alone decides: the body differs from version to version.
 */
final class Removals {
  private static final String POD = "/api/v1/namespaces/{}/pods/{}";
  private static final String TWO_BUDGETS = "more than one PodDisruptionBudget";

  private final Api api;

  Removals(Api api) {
    this.api = api;
  }

  Removal evict(PodRef pod, String resourceVersion, PolicyVersion policy) throws ClusterException {
    V1Eviction eviction =
        new V1Eviction()
            .apiVersion(policy.apiVersion())
            .kind("Eviction")
            .metadata(new V1ObjectMeta().name(pod.name()).namespace(pod.namespace()))
            .deleteOptions(only(pod, resourceVersion));
    ApiPath path = ApiPath.of(POD + "/eviction", pod.namespace(), pod.name());
    Answer answer = api.send("POST", path, eviction);
    return budgetRefuses(answer) ? Removal.BUDGET_REFUSES : removal(answer, "evict pod " + pod);
  }

  Removal delete(PodRef pod, String resourceVersion) throws ClusterException {
    ApiPath path = ApiPath.of(POD, pod.namespace(), pod.name());
    Answer answer = api.send("DELETE", path, only(pod, resourceVersion));
    return removal(answer, "delete pod " + pod);
  }

  private static V1DeleteOptions only(PodRef pod, String resourceVersion) {
    return new V1DeleteOptions()
        .apiVersion("v1")
        .kind("DeleteOptions")
        .preconditions(new V1Preconditions().uid(pod.uid()).resourceVersion(resourceVersion));
  }

  /** A 429 without the cause is the server asking for patience, and says nothing of budgets. */
  private static boolean budgetRefuses(Answer answer) {
    return (answer.code() == 429 && answer.hasCause("DisruptionBudget"))
        || (answer.code() == 500 && answer.message().contains(TWO_BUDGETS));
  }

  private static Removal removal(Answer answer, String doing) throws ClusterException {
    if (answer.ok()) {
      return Removal.ACCEPTED;
    }
    return switch (answer.code()) {
      case 404 -> Removal.GONE;
      case 409 -> Removal.CHANGED;
      default -> throw answer.failure(doing);
    };
  }
}
