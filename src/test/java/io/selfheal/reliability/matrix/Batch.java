package io.selfheal.reliability.matrix;

import io.selfheal.reliability.matrix.Simulation.Result;

/** Runs of neighbouring seeds, and what they came to together. */
record Batch(String engine, long from, long runs, Result sum) {
  private static final Result NOTHING = new Result(0, 0, 0, 0);

  static Batch at(String engine, long from) {
    return new Batch(engine, from, 0, NOTHING);
  }

  Batch and(Result result) {
    return and(1, result);
  }

  Batch and(Batch next) {
    return and(next.runs, next.sum);
  }

  private Batch and(long more, Result result) {
    Result both =
        new Result(
            sum.boundaries() + result.boundaries(),
            sum.faults() + result.faults(),
            sum.crashes() + result.crashes(),
            sum.removals() + result.removals());
    return new Batch(engine, from, runs + more, both);
  }

  static Batch parse(String line) {
    String[] words = line.split(" ", -1);
    return new Batch(
        words[0],
        Long.parseLong(words[1]),
        Long.parseLong(words[2]),
        new Result(
            Long.parseLong(words[3]),
            Long.parseLong(words[4]),
            Long.parseLong(words[5]),
            Long.parseLong(words[6])));
  }

  String line() {
    return "%s %d %d %d %d %d %d"
        .formatted(
            engine, from, runs, sum.boundaries(), sum.faults(), sum.crashes(), sum.removals());
  }

  @Override
  public String toString() {
    return "%,d runs on %s (%,d boundaries, %,d faults met, %,d of them crashes, %,d pods removed)"
        .formatted(runs, engine, sum.boundaries(), sum.faults(), sum.crashes(), sum.removals());
  }
}
