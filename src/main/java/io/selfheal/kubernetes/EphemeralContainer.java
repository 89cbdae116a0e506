package io.selfheal.kubernetes;

import java.util.List;

/**
 * A container that joins a running one and sees its processes. Nothing removes or changes it: it
 * ends with its command.
 *
 * @param target the container whose processes it sees
 */
public record EphemeralContainer(
    String name, String image, List<String> command, String target, RunAs runAs) {
  public EphemeralContainer {
    command = List.copyOf(command);
  }
}
