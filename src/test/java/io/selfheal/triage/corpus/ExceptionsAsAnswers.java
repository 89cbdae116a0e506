package io.selfheal.triage.corpus;

/** Whether a text is a number is asked by an exception, a hundred calls deep. */
final class ExceptionsAsAnswers {
  private ExceptionsAsAnswers() {}

  public static void main(String[] args) throws InterruptedException {
    boolean sick = CorpusProgram.sick(args);
    for (int i = 0; i < 2; i++) {
      CorpusProgram.daemon("csv-import-" + i, () -> importAll(sick));
    }
    Thread.sleep(500);
    CorpusProgram.ready();
  }

  private static void importAll(boolean sick) {
    while (true) {
      visit(sick ? 100 : 1);
      if (!sick) {
        Pause.millis(5);
      }
    }
  }

  private static void visit(int depth) {
    if (depth > 0) {
      visit(depth - 1);
    } else {
      isNumber("n/a");
    }
  }

  private static boolean isNumber(String cell) {
    try {
      Integer.parseInt(cell);
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
