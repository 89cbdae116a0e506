package io.selfheal.sandbox.cluster;

import java.util.List;
import java.util.Map;

/**
 * What a pod is made from; each of its containers runs a JVM of its own.
 *
 * @param jvmOptions for each {@link io.selfheal.sandbox.Patient}, which says what can ail it
 * @param env of the containers, so also of what is executed in them
 */
public record PodTemplate(
    Map<String, String> labels,
    List<String> containers,
    SandboxImage image,
    List<String> jvmOptions,
    Map<String, String> env) {
  public PodTemplate {
    labels = Map.copyOf(labels);
    containers = List.copyOf(containers);
    jvmOptions = List.copyOf(jvmOptions);
    env = Map.copyOf(env);
  }

  /** One container {@code app} from a full JDK image, under the label {@code app}. */
  public static PodTemplate of(String app, String... jvmOptions) {
    return new PodTemplate(
        Map.of("app", app), List.of("app"), SandboxImage.JDK, List.of(jvmOptions), Map.of());
  }

  public PodTemplate from(SandboxImage other) {
    return new PodTemplate(labels, containers, other, jvmOptions, env);
  }

  public PodTemplate withContainers(String... names) {
    return new PodTemplate(labels, List.of(names), image, jvmOptions, env);
  }

  public PodTemplate withEnv(Map<String, String> variables) {
    return new PodTemplate(labels, containers, image, jvmOptions, variables);
  }
}
