package io.selfheal.remediation;

/** Whether a workload is whole again after the removal of one of its pods, and what is missing. */
public record Recovery(boolean complete, String sentence) {
  static Recovery complete(String sentence) {
    return new Recovery(true, sentence);
  }

  static Recovery incomplete(String sentence) {
    return new Recovery(false, sentence);
  }
}
