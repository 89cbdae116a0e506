package io.selfheal.triage;

import java.util.List;

/**
 * What the evidence says of one fault, in names, counts and sizes: no value out of a heap or a log
 * is in it.
 *
 * @param confidence in per cent: how sure it is that people should look here first
 * @param sentence names the culprit, on one line without a full stop
 * @param backing the figures, one a line, each with the artefact that it was read from
 */
public record Finding(Fault fault, int confidence, String sentence, List<String> backing) {
  /**
   * @throws IllegalArgumentException when no number backs it, or it is none of 1 to 100 per cent
   */
  public Finding {
    backing = List.copyOf(backing);
    if (backing.stream().noneMatch(line -> line.chars().anyMatch(Character::isDigit))) {
      throw new IllegalArgumentException("No number backs: " + sentence);
    }
    if (confidence < 1 || confidence > 100 || sentence.contains("\n")) {
      throw new IllegalArgumentException("No finding is: " + sentence);
    }
  }
}
