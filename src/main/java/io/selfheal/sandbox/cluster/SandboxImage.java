package io.selfheal.sandbox.cluster;

import java.util.Set;

/**
 * What a container is made from.
 *
 * @param present whether the node has it; a pod of an image that is missing stays Pending
 * @param missingTools programs that a JDK image would have and this one does not
 */
public record SandboxImage(String name, boolean present, Set<String> missingTools) {
  /** Everything that the sandbox can run. */
  public static final SandboxImage JDK =
      new SandboxImage("sandbox.local/patient-jdk:1", true, Set.of());

  /** No image of that name on the node. */
  public static final SandboxImage ABSENT =
      new SandboxImage("sandbox.local/nosuch:1", false, Set.of());

  public SandboxImage {
    missingTools = Set.copyOf(missingTools);
  }

  /** A JDK image without these programs. */
  public static SandboxImage without(String... tools) {
    return new SandboxImage("sandbox.local/patient-lean:1", true, Set.of(tools));
  }
}
