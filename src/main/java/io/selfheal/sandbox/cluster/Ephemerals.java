package io.selfheal.sandbox.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.Optional;

/** Lets containers join running pods, as the API server and the kubelet do. */
public final class Ephemerals {
  private static final String LIST = "spec.ephemeralContainers";

  private final ClusterState state;
  private final Documents documents;
  private final Clock clock;

  Ephemerals(ClusterState state, Documents documents, Clock clock) {
    this.state = state;
    this.documents = documents;
    this.clock = clock;
  }

  /**
   * @param patch a strategic merge: new containers come first, known ones may not change
   * @return the pod as it is from then on
   */
  public ObjectNode patch(String namespace, String name, JsonNode patch) {
    synchronized (state) {
      SandboxPod pod = state.pod(namespace, name);
      checkUid(pod, patch.at("/metadata/uid"));
      patch.at("/spec/ephemeralContainers").forEach(wanted -> merge(pod, (ObjectNode) wanted));
      return documents.pod(pod);
    }
  }

  private static void checkUid(SandboxPod pod, JsonNode uid) {
    if (uid.isTextual() && !uid.asText().equals(pod.ref().uid())) {
      String why = "Invalid value: \"%s\": field is immutable".formatted(uid.asText());
      throw Rejection.invalid(pod.ref().name(), "metadata.uid", "FieldValueInvalid", why);
    }
  }

  private void merge(SandboxPod pod, ObjectNode wanted) {
    String name = wanted.path("name").asText();
    Optional<SandboxEphemeral> known = pod.ephemeral(name);
    if (known.isEmpty()) {
      add(pod, wanted);
    } else if (!known.get().covers(wanted)) {
      String why = "Forbidden: existing ephemeral containers \"%s\" may not be changed\n";
      throw Rejection.invalid(pod.ref().name(), LIST, "FieldValueForbidden", why.formatted(name));
    }
  }

  private void add(SandboxPod pod, ObjectNode wanted) {
    SandboxContainer target = pod.chosen(wanted.path("targetContainerName").asText());
    SandboxEphemeral added = new SandboxEphemeral(wanted);
    pod.ephemerals().add(0, added);
    state.touch(pod);
    target.current().ifPresent(run -> added.start(run, clock, () -> ended(pod)));
  }

  private void ended(SandboxPod pod) {
    synchronized (state) {
      state.touch(pod);
    }
  }
}
