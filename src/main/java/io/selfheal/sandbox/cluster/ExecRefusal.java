package io.selfheal.sandbox.cluster;

/** A command could not be started; told on the status channel, after the upgrade. */
public final class ExecRefusal extends Exception {
  private static final long serialVersionUID = 1L;

  /** Who refuses: version 5 of the protocol wraps what the runtime says once more. */
  public enum Voice {
    KUBELET,
    RUNTIME
  }

  private final Voice voice;

  private ExecRefusal(Voice voice, String message) {
    super(message);
    this.voice = voice;
  }

  static ExecRefusal containerNotFound(String container) {
    return new ExecRefusal(
        Voice.KUBELET, "unable to upgrade connection: container not found (\"" + container + "\")");
  }

  static ExecRefusal commandNotFound(String command) {
    return new ExecRefusal(
        Voice.RUNTIME,
        "error executing command in container: failed to exec in container: failed to start exec \""
            + Names.containerId()
            + "\": OCI runtime exec failed: exec failed: unable to start container process: exec: \""
            + command
            + "\": executable file not found in $PATH: unknown");
  }

  static ExecRefusal taskNotFound(String containerId) {
    return new ExecRefusal(
        Voice.RUNTIME,
        "error executing command in container: failed to exec in container: failed to create exec"
            + " \""
            + Names.containerId()
            + "\": task "
            + containerId
            + " not found: not found");
  }

  public Voice voice() {
    return voice;
  }
}
