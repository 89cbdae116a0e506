package io.selfheal.evidence.jcmd;

import io.selfheal.evidence.FailureReason;
import io.selfheal.evidence.capture.CaptureFailure;

/** The failure of an image without jcmd, with why nothing else helped. */
final class NoJcmd {
  private static final String IMAGE = "the image has no jcmd";

  private NoJcmd() {}

  static CaptureFailure because(String why, String advice) {
    return new CaptureFailure(
        FailureReason.NO_JCMD, IMAGE + ", and " + why + "; " + advice + ", or build it on a JDK");
  }
}
