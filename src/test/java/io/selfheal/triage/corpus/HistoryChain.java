package io.selfheal.triage.corpus;

/** Each version of a document points to the one before: a list of its own make. */
final class HistoryChain {
  private static final int SAVED = 200_000;
  private static Version newest = new Version(0, null);

  private static final class Version {
    private final Version before;
    private final long[] changes;

    Version(int number, Version before) {
      this.before = before;
      this.changes = new long[] {number, before == null ? 0 : before.changes[0], 1, 2, 3, 4};
    }
  }

  private HistoryChain() {}

  public static void main(String[] args) throws InterruptedException {
    boolean sick = CorpusProgram.sick(args);
    for (int i = 0; i < SAVED; i++) {
      newest = new Version(i, sick || newest.before == null ? newest : null);
    }
    CorpusProgram.ready();
  }
}
