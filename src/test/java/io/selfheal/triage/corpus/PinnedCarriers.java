package io.selfheal.triage.corpus;

import java.lang.reflect.Method;

/** Virtual threads wait inside of class initializers, where they cannot leave their carriers. */
final class PinnedCarriers {
  private PinnedCarriers() {}

  /** What takes long below a native call. */
  private static void load() {
    Pause.millis(600_000);
  }

  /** Classes whose initializers take long. */
  private static final class First {
    static {
      load();
    }
  }

  private static final class Second {
    static {
      load();
    }
  }

  private static final class Third {
    static {
      load();
    }
  }

  public static void main(String[] args) throws ReflectiveOperationException, InterruptedException {
    boolean sick = CorpusProgram.sick(args);
    start(sick ? First::new : PinnedCarriers::load);
    start(sick ? Second::new : PinnedCarriers::load);
    start(sick ? Third::new : PinnedCarriers::load);
    Thread.sleep(500);
    CorpusProgram.ready();
  }

  /** The tests are compiled for JDK 17, which has none. */
  private static void start(Runnable work) throws ReflectiveOperationException {
    Method start = Thread.class.getMethod("startVirtualThread", Runnable.class);
    start.invoke(null, work);
  }
}
