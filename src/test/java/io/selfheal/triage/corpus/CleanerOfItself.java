package io.selfheal.triage.corpus;

import java.lang.ref.Cleaner;

/** What is to clean up behind an image refers to that image, so that it is never unreachable. */
final class CleanerOfItself {
  private static final Cleaner CLEANER = Cleaner.create();
  private static final int OPENED = 2_500;

  private record Release(int handle) implements Runnable {
    @Override
    public void run() {
      System.out.print(handle == 0 ? "" : "closed\n");
    }
  }

  private static final class Image {
    private final byte[] pixels = new byte[10_000];

    Image(boolean itself) {
      CLEANER.register(this, itself ? () -> pixels[0] = 1 : new Release(0));
    }

    int size() {
      return pixels.length;
    }
  }

  private CleanerOfItself() {}

  public static void main(String[] args) throws InterruptedException {
    boolean sick = CorpusProgram.sick(args);
    long size = 0;
    for (int i = 0; i < OPENED; i++) {
      size += new Image(sick).size();
    }
    System.out.println(size);
    CorpusProgram.ready();
  }
}
