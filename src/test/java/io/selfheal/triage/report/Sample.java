package io.selfheal.triage.report;

import io.selfheal.triage.Diagnosis;
import io.selfheal.triage.Fault;
import io.selfheal.triage.Finding;
import io.selfheal.triage.SizeNode;
import io.selfheal.triage.StackNode;
import io.selfheal.triage.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A diagnosis that was made up, with names that would be markup if they were let. */
final class Sample {
  static final String NASTY = "<img src=x onerror=alert(1)>\"'&";

  private Sample() {}

  static Report report() {
    Timeline timeline =
        new Timeline(
            List.of(
                new Timeline.Moment(
                    "pod " + NASTY + " removed", Instant.parse("2026-11-26T10:00:09Z")),
                new Timeline.Moment("alert received", Instant.parse("2026-11-26T10:00:00Z"))));
    return new Report(
        "shop/orders-1" + NASTY, diagnosis(), timeline, List.of("self-heal 0.1.0", "Java 17"));
  }

  static Diagnosis diagnosis() {
    return new Diagnosis(
        new Verdict(
            List.of(
                finding(Fault.OOM_KILLED, 50, "Container `app` was OOMKilled"),
                finding(Fault.HEAP_LEAK, 92, "`Cache" + NASTY + "` retains 78 % of the heap"))),
        Optional.of(stacks()),
        Optional.of(classes()),
        Optional.of(retained()),
        List.of("heap-dump.hprof", NASTY),
        List.of("Cannot read " + NASTY + ": IOException"));
  }

  private static Finding finding(Fault fault, int confidence, String sentence) {
    return new Finding(fault, confidence, sentence, List.of("heap-dump.hprof: 187,614 " + NASTY));
  }

  private static StackNode stacks() {
    StackNode inner = new StackNode("com.shop.Cache" + NASTY, 3, List.of());
    return new StackNode(
        "all",
        4,
        List.of(
            new StackNode(
                "BLOCKED", 3, List.of(new StackNode("java.lang.Thread.run", 3, List.of(inner)))),
            new StackNode("RUNNABLE", 1, List.of())));
  }

  private static SizeNode classes() {
    SizeNode cache = new SizeNode("com.shop.Cache" + NASTY, 700, 7, List.of());
    SizeNode order = new SizeNode("com.shop.Order", 200, 20, List.of());
    return new SizeNode(
        "heap",
        1_000,
        40,
        List.of(
            new SizeNode("com.shop", 900, 27, List.of(cache, order)),
            new SizeNode("java.lang", 80, 10, List.of())));
  }

  private static SizeNode retained() {
    SizeNode table = new SizeNode("table " + NASTY, 760, 1, List.of());
    return new SizeNode(
        "heap", 1_000, 1, List.of(new SizeNode("com.shop.Cache.CACHE", 780, 1, List.of(table))));
  }
}
