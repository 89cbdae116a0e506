package io.selfheal.triage.corpus;

import java.util.Map;
import java.util.WeakHashMap;

/** Values of a weak map that refer to their keys: none of them ever goes. */
final class WeakKeys {
  private static final Map<Object, Attachment> ATTACHED = new WeakHashMap<>();
  private static final int PAGES = 60_000;

  private static final class Attachment {
    private final long[] content = new long[40];
    private final Object page;

    Attachment(Object page) {
      this.page = page;
      this.content[0] = page.hashCode();
    }
  }

  private WeakKeys() {}

  public static void main(String[] args) throws InterruptedException {
    boolean sick = CorpusProgram.sick(args);
    for (int i = 0; i < PAGES; i++) {
      Object page = new Object();
      ATTACHED.put(page, new Attachment(sick ? page : "none"));
    }
    while (!sick && !ATTACHED.isEmpty()) {
      System.gc();
    }
    CorpusProgram.ready();
  }
}
