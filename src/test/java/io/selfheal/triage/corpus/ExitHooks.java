package io.selfheal.triage.corpus;

/** Each client adds a hook to the shutdown of the JVM, and none is removed when it closes. */
final class ExitHooks {
  private static final int CLIENTS = 2_000;

  private static final class Client {
    private final long[] buffer = new long[2_000];

    void flush() {
      buffer[0]++;
    }
  }

  private ExitHooks() {}

  public static void main(String[] args) throws InterruptedException {
    boolean sick = CorpusProgram.sick(args);
    for (int i = 0; i < CLIENTS; i++) {
      Thread hook = new Thread(new Client()::flush, "flush-" + i);
      Runtime.getRuntime().addShutdownHook(hook);
      if (!sick) {
        Runtime.getRuntime().removeShutdownHook(hook);
      }
    }
    CorpusProgram.ready();
  }
}
