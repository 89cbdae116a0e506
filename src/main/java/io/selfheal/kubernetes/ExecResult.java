package io.selfheal.kubernetes;

/**
 * How a command ended. It only exists when the server said so on its status channel: a stream that
 * was cut is a {@link ClusterException}, never a result.
 *
 * @param exitCode 0 to 255, as the server told it
 * @param stdout the text, at most 4 MiB, empty when it went to a sink
 * @param stderr the text, at most 64 KiB
 */
public record ExecResult(int exitCode, String stdout, String stderr) {
  public boolean succeeded() {
    return exitCode == 0;
  }
}
