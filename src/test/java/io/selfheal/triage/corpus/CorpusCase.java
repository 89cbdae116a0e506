package io.selfheal.triage.corpus;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A program and what the first finding has to name.
 *
 * @param culprit a class, field or thread, as a pattern that the first sentence contains
 * @param options of its JVM
 * @param oldest the oldest JDK that has the fault
 */
record CorpusCase(Class<?> program, Pattern culprit, List<String> options, int oldest) {
  static CorpusCase of(Class<?> program, String culprit, String... options) {
    return new CorpusCase(program, Pattern.compile(culprit), List.of(options), 17);
  }

  CorpusCase from(int jdk) {
    return new CorpusCase(program, culprit, options, jdk);
  }

  String name() {
    return program.getSimpleName();
  }
}
