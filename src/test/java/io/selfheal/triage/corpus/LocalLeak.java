package io.selfheal.triage.corpus;

import java.util.ArrayList;
import java.util.List;

/** A loop that never ends keeps what it reads in a local variable. */
final class LocalLeak {
  private static final int READ = 800_000;

  private record Sample(long at, double value) {}

  private LocalLeak() {}

  public static void main(String[] args) throws InterruptedException {
    collect(CorpusProgram.sick(args));
  }

  private static void collect(boolean sick) throws InterruptedException {
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < READ; i++) {
      samples.add(new Sample(i, i / 2.0));
      if (!sick && samples.size() == 100) {
        samples.clear();
      }
    }
    CorpusProgram.ready();
    samples.clear();
  }
}
