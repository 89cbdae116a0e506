package io.selfheal.sandbox.cluster;

import java.util.LinkedHashMap;
import java.util.Map;

/** A field selector for events, as in a query: those about a pod of that name, or UID, or both. */
public record EventSelector(Map<String, String> fields) {
  private static final String NAME = "involvedObject.name";
  private static final String UID = "involvedObject.uid";

  public EventSelector {
    fields = Map.copyOf(fields);
  }

  /** Throws the server's {@link Rejection} of a field that it does not know. */
  public static EventSelector parse(String query) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String part : query.isEmpty() ? new String[0] : query.split(",", -1)) {
      String[] field = part.split("=", 2);
      if (!field[0].equals(NAME) && !field[0].equals(UID)) {
        throw Rejection.of(400, "BadRequest", "field label not supported: " + field[0]);
      }
      fields.put(field[0], field.length > 1 ? field[1] : "");
    }
    return new EventSelector(fields);
  }

  boolean selects(SandboxPod pod) {
    return fields.getOrDefault(NAME, pod.ref().name()).equals(pod.ref().name())
        && fields.getOrDefault(UID, pod.ref().uid()).equals(pod.ref().uid());
  }
}
