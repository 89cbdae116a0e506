package io.selfheal.triage.corpus;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.CountDownLatch;

/** Each deployment leaves a thread behind, whose context class loader is the deployment's. */
final class LoaderOfThreads {
  private static final int DEPLOYMENTS = 80;

  /** What is deployed: its class keeps something of its own. */
  public static final class Unit {
    static final byte[] TABLE = new byte[300_000];
  }

  private LoaderOfThreads() {}

  public static void main(String[] args) throws Exception {
    boolean sick = CorpusProgram.sick(args);
    URL classes = LoaderOfThreads.class.getProtectionDomain().getCodeSource().getLocation();
    for (int i = 0; i < DEPLOYMENTS; i++) {
      ClassLoader loader = new URLClassLoader(new URL[] {classes}, null);
      Class.forName(LoaderOfThreads.class.getName() + "$Unit", true, loader);
      CountDownLatch stop = new CountDownLatch(sick ? 1 : 0);
      Thread refresh = new Thread(() -> await(stop), "unit-refresh-" + i);
      refresh.setDaemon(true);
      refresh.setContextClassLoader(loader);
      refresh.start();
      if (!sick) {
        refresh.join();
      }
    }
    CorpusProgram.ready();
  }

  private static void await(CountDownLatch stop) {
    try {
      stop.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
