package io.selfheal.evidence.cluster;

import io.selfheal.evidence.ArtefactKind;
import io.selfheal.evidence.JvmTarget;

/** What the API server is sent for each kind of evidence, as a provenance has it. */
final class Requests {
  private Requests() {}

  static String line(ArtefactKind kind, JvmTarget target, int logLines) {
    String of = "/namespaces/" + target.pod().namespace();
    String pod = of + "/pods/" + target.pod().name();
    return "GET "
        + switch (kind) {
          case POD -> "/api/v1" + pod;
          case EVENTS ->
              "/api/v1" + of + "/events?fieldSelector=involvedObject.uid%3D" + target.pod().uid();
          case LOG -> "/api/v1" + pod + log(target, logLines, false);
          case PREVIOUS_LOG -> "/api/v1" + pod + log(target, logLines, true);
          case CONTAINER_METRICS -> "/apis/metrics.k8s.io/v1beta1" + pod;
          default -> throw new IllegalArgumentException("No API server has a " + kind.slug());
        };
  }

  private static String log(JvmTarget target, int lines, boolean previous) {
    return "/log?container=%s&tailLines=%d&previous=%s"
        .formatted(target.container(), lines, previous);
  }
}
