package io.selfheal.rules;

/** One rule of {@code config/rules.yaml}. */
public record Rule(String name, Condition when, Mode mode, Response response, Limits limits) {
  /** Whether an incident of this rule asks a JVM for evidence. */
  public boolean captures() {
    return mode != Mode.OBSERVE && !response.capture().isEmpty();
  }

  /** Whether an incident goes on without evidence that its rule requires, be it to ask people. */
  public boolean goesOnWithout() {
    return switch (response.whenEvidenceFails()) {
      case KEEP -> false;
      case TERMINATE -> true;
      case ASK -> terminates();
    };
  }

  /** Whether an incident of this rule ends with the pod's removal. */
  public boolean terminates() {
    return mode == Mode.ENFORCE && response.then() == Then.TERMINATE;
  }
}
