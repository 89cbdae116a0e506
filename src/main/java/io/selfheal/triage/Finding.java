package io.selfheal.triage;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the evidence says of one fault, in names, counts and sizes: no value out of a heap or a log
 * is in it.
 *
 * @param confidence in per cent: how sure it is that people should look here first
 * @param sentence names the culprit, on one line without a full stop
 * @param backing the figures, one a line, each with the artefact that it was read from
 * @param culprit by which it can be compared with what is found another time, or NONE
 */
public record Finding(
    Fault fault, int confidence, String sentence, List<String> backing, Culprit culprit) {
  /** Names may have some. */
  private static final Pattern LINE_BREAK = Pattern.compile("\\R");

  /** Nothing is sure. */
  private static final int MOST = 99;

  /** More than people read; a page and a message have to hold them. */
  private static final int MOST_LINES = 24;

  private static final int LONGEST = 1_000;

  /** Below it a finding is a sign, which may have nothing to do with the trouble. */
  private static final int CONCLUSIVE = 40;

  /**
   * @throws IllegalArgumentException when no number backs it, or it is none of 1 to 100 per cent
   */
  public Finding {
    backing = List.copyOf(backing);
    sentence = LINE_BREAK.matcher(sentence).replaceAll(" ");
    if (backing.stream().noneMatch(Finding::hasNumber)) {
      throw new IllegalArgumentException("No number backs: " + sentence);
    }
    if (confidence < 1 || confidence > 100) {
      throw new IllegalArgumentException("No finding is: " + sentence);
    }
  }

  public Finding(Fault fault, int confidence, String sentence, List<String> backing) {
    this(fault, confidence, sentence, backing, Culprit.NONE);
  }

  /** The same, by name. */
  public Finding of(Culprit named) {
    return new Finding(fault, confidence, sentence, backing, named);
  }

  /** The same with more to say, and the line that backs that. */
  Finding saying(String more, String line) {
    List<String> lines = Stream.concat(backing.stream(), Stream.of(line)).toList();
    return new Finding(fault, confidence, sentence + "; " + more, lines, culprit);
  }

  /** The same, a little surer, since another finding points at it too. */
  Finding supportedBy(Finding other, int surer) {
    List<String> more = new ArrayList<>(backing);
    more.add("also: " + other.sentence());
    return new Finding(fault, Math.min(MOST, confidence + surer), sentence, more, culprit);
  }

  Finding masked() {
    List<String> lines = new ArrayList<>();
    backing.stream().limit(MOST_LINES).forEach(line -> lines.add(Mask.of(line, LONGEST)));
    if (backing.size() > MOST_LINES) {
      lines.add("and " + (backing.size() - MOST_LINES) + " more such lines");
    }
    if (lines.stream().noneMatch(Finding::hasNumber)) {
      lines.add(lines.size() + " lines, with what looks like a secret in each number");
    }
    return new Finding(fault, confidence, Mask.of(sentence, LONGEST), lines, culprit.masked());
  }

  private static boolean hasNumber(String line) {
    return line.chars().anyMatch(Character::isDigit);
  }

  /** Whether there is a culprit. */
  public boolean namesOne() {
    return !culprit.name().isEmpty();
  }

  /** Whether it is of the same fault and comes from evidence as good. */
  boolean isLike(Finding other) {
    return fault == other.fault && conclusive() == other.conclusive();
  }

  /** Whether it is sure enough to be believed. */
  public boolean conclusive() {
    return confidence >= CONCLUSIVE;
  }
}
