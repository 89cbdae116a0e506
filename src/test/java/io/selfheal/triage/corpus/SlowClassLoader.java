package io.selfheal.triage.corpus;

import java.lang.reflect.Method;

/**
 * Virtual threads load classes that come slowly: below a call of the JVM they keep their carriers.
 */
final class SlowClassLoader {
  private SlowClassLoader() {}

  private static final class Plugins extends ClassLoader {
    private final boolean slow;

    Plugins(boolean slow) {
      this.slow = slow;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      download(slow);
      throw new ClassNotFoundException(name);
    }

    private static void download(boolean slow) {
      Pause.millis(slow ? 600_000 : 5);
    }
  }

  public static void main(String[] args) throws ReflectiveOperationException, InterruptedException {
    boolean sick = CorpusProgram.sick(args);
    Method start = Thread.class.getMethod("startVirtualThread", Runnable.class);
    for (int i = 0; i < 6; i++) {
      Plugins plugins = new Plugins(sick);
      start.invoke(null, (Runnable) () -> open(plugins));
    }
    Thread.sleep(500);
    CorpusProgram.ready();
  }

  private static void open(Plugins plugins) {
    while (true) {
      try {
        Class.forName("shop.Plugin", true, plugins);
      } catch (ClassNotFoundException e) {
        Pause.millis(100);
      }
    }
  }
}
