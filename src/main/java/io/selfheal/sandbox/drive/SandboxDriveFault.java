package io.selfheal.sandbox.drive;

/**
 * What goes wrong with one request.
 *
 * @param bytes how much of a chunk gets through
 * @param retryAfter the header's text; empty for none
 */
public record SandboxDriveFault(
    Kind kind, int status, String reason, long bytes, String retryAfter) {
  enum Kind {
    /** An error instead of doing anything. */
    STATUS,
    /** The connection breaks before all of the request was read. */
    CUT,
    /** The request is done, and the connection breaks before the answer. */
    LOSE_ANSWER,
    /** Only a part of the chunk is kept, and Drive says so. */
    KEEP_LESS
  }

  public static SandboxDriveFault status(int status, String reason) {
    return new SandboxDriveFault(Kind.STATUS, status, reason, 0, "");
  }

  public static SandboxDriveFault cutAfter(long bytes) {
    return new SandboxDriveFault(Kind.CUT, 0, "", bytes, "");
  }

  public static SandboxDriveFault loseAnswer() {
    return new SandboxDriveFault(Kind.LOSE_ANSWER, 0, "", 0, "");
  }

  public static SandboxDriveFault keepOnly(long bytes) {
    return new SandboxDriveFault(Kind.KEEP_LESS, 0, "", bytes, "");
  }

  public SandboxDriveFault retryAfter(String text) {
    return new SandboxDriveFault(kind, status, reason, bytes, text);
  }
}
