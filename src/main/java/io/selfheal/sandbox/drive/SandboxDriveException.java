package io.selfheal.sandbox.drive;

/** Becomes an error of Drive's shape: a status and a reason code. */
final class SandboxDriveException extends RuntimeException {
  private final int status;
  private final String reason;

  SandboxDriveException(int status, String reason) {
    super(status + " " + reason);
    this.status = status;
    this.reason = reason;
  }

  static SandboxDriveException notFound() {
    return new SandboxDriveException(404, "notFound");
  }

  static SandboxDriveException badRequest(String reason) {
    return new SandboxDriveException(400, reason);
  }

  int status() {
    return status;
  }

  String reason() {
    return reason;
  }
}
