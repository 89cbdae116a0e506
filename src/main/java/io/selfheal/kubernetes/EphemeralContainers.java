package io.selfheal.kubernetes;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Adds containers to running pods. The UID in the patch keeps it from a pod that merely has the
 * name by now.
 */
final class EphemeralContainers {
  private static final String PATH = "/api/v1/namespaces/{}/pods/{}/ephemeralcontainers";

  private final Api api;

  EphemeralContainers(Api api) {
    this.api = api;
  }

  void add(PodRef pod, EphemeralContainer container) throws ClusterException {
    ApiPath path = ApiPath.of(PATH, pod.namespace(), pod.name());
    Answer answer = api.send("PATCH", path, patch(pod, container));
    if (!answer.ok()) {
      throw answer.failure("add a container to pod " + pod);
    }
  }

  private static Map<String, Object> patch(PodRef pod, EphemeralContainer container) {
    return Map.of(
        "metadata",
        Map.of("uid", pod.uid()),
        "spec",
        Map.of("ephemeralContainers", List.of(document(container))));
  }

  private static Map<String, Object> document(EphemeralContainer container) {
    return Map.of(
        "name",
        container.name(),
        "image",
        container.image(),
        "imagePullPolicy",
        "IfNotPresent",
        "command",
        container.command(),
        "targetContainerName",
        container.target(),
        "securityContext",
        securityContext(container.runAs()));
  }

  /**
   * What the pod security level "restricted" asks for, unless the target is root: the kernel opens
   * a process's root folder only to whom has all of its capabilities, so there they stay the
   * runtime's usual ones.
   */
  private static Map<String, Object> securityContext(RunAs runAs) {
    Map<String, Object> context = new HashMap<>();
    context.put("runAsUser", runAs.user());
    context.put("runAsGroup", runAs.group());
    context.put("allowPrivilegeEscalation", false);
    context.put("seccompProfile", Map.of("type", "RuntimeDefault"));
    if (!runAs.root()) {
      context.put("runAsNonRoot", true);
      context.put("capabilities", Map.of("drop", List.of("ALL")));
    }
    return context;
  }
}
