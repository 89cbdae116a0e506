package io.selfheal.triage;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that was read out of the evidence of an incident.
 *
 * @param stacks the last thread dump by state and stack
 * @param classes the heap by package and class, in shallow bytes
 * @param retained what retains most, in retained bytes
 * @param read the names of the files that were looked at
 * @param unread what could not be read, a sentence each with the reason
 */
public record Diagnosis(
    Verdict verdict,
    Optional<StackNode> stacks,
    Optional<SizeNode> classes,
    Optional<SizeNode> retained,
    List<String> read,
    List<String> unread) {
  /** More than people read. */
  private static final int MOST_FINDINGS = 50;

  public Diagnosis {
    read = List.copyOf(read);
    unread = List.copyOf(unread);
  }

  /** The one sentence that people need, on one line without a full stop. */
  public String headline() {
    return verdict
        .conclusive()
        .map(Finding::sentence)
        .orElseGet(() -> read.isEmpty() ? "Nothing could be read" : nothingConclusive());
  }

  private String nothingConclusive() {
    String looked = "Nothing conclusive in " + String.join(", ", read);
    return verdict
        .first()
        .map(sign -> "%s; the strongest sign: %s".formatted(looked, sign.sentence()))
        .orElse(looked);
  }

  /** The same, and what could not even be opened. */
  public Diagnosis alsoUnread(List<String> sentences) {
    List<String> all = Stream.concat(unread.stream(), sentences.stream()).map(Mask::of).toList();
    return new Diagnosis(verdict, stacks, classes, retained, read, all);
  }

  /**
   * The same, which also says since when.
   *
   * @param precedents the newest first
   */
  public Diagnosis since(List<Precedent> precedents) {
    Recurrence recurrence = new Recurrence(precedents);
    List<Finding> findings = verdict.findings().stream().map(recurrence::of).toList();
    return new Diagnosis(new Verdict(findings), stacks, classes, retained, read, unread);
  }

  /** The same without what looks like a secret. Nothing that was not masked may be shown. */
  Diagnosis masked() {
    return new Diagnosis(
        new Verdict(verdict.findings().stream().limit(MOST_FINDINGS).map(Finding::masked).toList()),
        stacks.map(StackNode::masked),
        classes.map(SizeNode::masked),
        retained.map(SizeNode::masked),
        read.stream().map(Mask::of).toList(),
        unread.stream().map(Mask::of).toList());
  }
}
