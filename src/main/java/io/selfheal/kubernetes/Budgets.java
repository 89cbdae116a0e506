package io.selfheal.kubernetes;

import io.kubernetes.client.openapi.models.V1LabelSelector;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudgetList;
import java.util.List;

/** The disruption budgets that cover a pod. */
final class Budgets {
  private final Api api;

  Budgets(Api api) {
    this.api = api;
  }

  List<DisruptionBudget> of(Pod pod, PolicyVersion policy) throws ClusterException {
    String template = "/apis/" + policy.apiVersion() + "/namespaces/{}/poddisruptionbudgets";
    var found =
        api.get(V1PodDisruptionBudgetList.class, List.of(), template, pod.ref().namespace());
    return PodView.list(found.getItems()).stream()
        .filter(budget -> budget.getSpec() != null)
        .filter(budget -> covers(budget.getSpec().getSelector(), pod, policy))
        .map(Budgets::view)
        .toList();
  }

  /** An empty selector covers every pod in v1, and covered none in v1beta1. */
  private static boolean covers(V1LabelSelector selector, Pod pod, PolicyVersion policy) {
    if (selector == null) {
      return false;
    }
    return LabelSelectors.isEmpty(selector)
        ? policy == PolicyVersion.V1
        : LabelSelectors.matches(selector, pod.meta().labels());
  }

  private static DisruptionBudget view(V1PodDisruptionBudget budget) {
    var status = budget.getStatus();
    int allowed = status == null ? 0 : WorkloadView.count(status.getDisruptionsAllowed(), 0);
    return new DisruptionBudget(budget.getMetadata().getName(), allowed);
  }
}
