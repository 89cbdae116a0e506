package io.selfheal.sandbox.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** A container that joined a pod. Guarded by the lock of its cluster. */
final class SandboxEphemeral {
  private static final SandboxImage ON_THE_NODE = SandboxImage.JDK;

  private final ObjectNode spec;
  private Optional<EphemeralRun> run = Optional.empty();

  SandboxEphemeral(ObjectNode wanted) {
    this.spec = wanted.deepCopy();
    spec.putObject("resources");
    spec.put("terminationMessagePath", "/dev/termination-log");
    spec.put("terminationMessagePolicy", "File");
    spec.withObject("/securityContext");
  }

  String name() {
    return text("name");
  }

  String image() {
    return text("image");
  }

  ObjectNode spec() {
    return spec;
  }

  /** Empty while it waits for its image, which is for ever. */
  Optional<EphemeralRun> run() {
    return run;
  }

  /** Whether merging that into it changes nothing. */
  boolean covers(JsonNode patch) {
    return covers(spec, patch);
  }

  private static boolean covers(JsonNode known, JsonNode patch) {
    return patch.isObject()
        ? patch.properties().stream()
            .allMatch(field -> covers(known.path(field.getKey()), field.getValue()))
        : known.equals(patch);
  }

  void start(ContainerRun target, Clock clock, Runnable ended) {
    if (!image().equals(ON_THE_NODE.name())) {
      return;
    }
    JsonNode context = spec.path("securityContext");
    Identity identity =
        new Identity(context.path("runAsUser").asLong(0), context.path("runAsGroup").asLong(0));
    EphemeralRun started = new EphemeralRun(ON_THE_NODE, identity, target, clock);
    run = Optional.of(started);
    started.start(command(), clock, ended);
  }

  String waitsFor() {
    return text("imagePullPolicy").equals("Never") ? "ErrImageNeverPull" : "ErrImagePull";
  }

  private List<String> command() {
    return StreamSupport.stream(spec.path("command").spliterator(), false)
        .map(JsonNode::asText)
        .toList();
  }

  private String text(String field) {
    return spec.path(field).asText();
  }
}
