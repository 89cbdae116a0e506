package io.selfheal.triage;

/**
 * What a finding names: by it the next incident of the same workload is compared with this one.
 *
 * @param name of the field, class or thread, the same at each incident
 * @param amount what it held or took, as a sentence has it
 */
public record Culprit(String name, String amount) {
  static final Culprit NONE = new Culprit("", "");

  Culprit masked() {
    return new Culprit(Mask.of(name), Mask.of(amount));
  }
}
