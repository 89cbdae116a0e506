package io.selfheal.sandbox.cluster;

import java.util.Set;

/**
 * What a container is made from.
 *
 * @param present whether the node has it; a pod of an image that is missing stays Pending
 * @param missingTools programs that a JDK image would have and this one does not
 * @param user whom it runs as, and the number of that user's group
 */
public record SandboxImage(String name, boolean present, Set<String> missingTools, long user) {
  /** Everything that the sandbox can run. */
  public static final SandboxImage JDK =
      new SandboxImage("sandbox.local/patient-jdk:1", true, Set.of(), 0);

  /** A Java runtime and nothing else, not as root. */
  public static final SandboxImage JRE =
      new SandboxImage("sandbox.local/patient-jre:1", true, Toolbox.ALL_BUT_JAVA, 1000);

  /** No image of that name on the node. */
  public static final SandboxImage ABSENT =
      new SandboxImage("sandbox.local/nosuch:1", false, Set.of(), 0);

  public SandboxImage {
    missingTools = Set.copyOf(missingTools);
  }

  Identity identity() {
    return new Identity(user, user);
  }

  /** A JDK image without these programs. */
  public static SandboxImage without(String... tools) {
    return new SandboxImage("sandbox.local/patient-lean:1", true, Set.of(tools), 0);
  }
}
