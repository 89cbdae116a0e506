package io.selfheal.evidence.jcmd;

import io.selfheal.evidence.FailureReason;

/**
 * Why a capture ended without evidence. The message completes "Cannot take the heap dump of
 * NAMESPACE/POD: ".
 */
final class CaptureFailure extends Exception {
  private final FailureReason reason;

  CaptureFailure(FailureReason reason, String why) {
    super(why);
    this.reason = reason;
  }

  CaptureFailure(FailureReason reason, String why, Throwable cause) {
    super(why, cause);
    this.reason = reason;
  }

  FailureReason reason() {
    return reason;
  }
}
