package io.selfheal.triage.corpus;

import java.lang.ref.SoftReference;
import java.util.HashMap;
import java.util.Map;

/**
 * Pages are cached by soft references, which the collector may clear; the sick one keeps the pages
 * in a history as well, so that it never can.
 */
final class SoftPages {
  private static final int PAGES = 1_500;
  private static final Map<Integer, SoftReference<byte[]>> CACHE = new HashMap<>();
  private static final Map<Integer, byte[]> HISTORY = new HashMap<>();

  private SoftPages() {}

  public static void main(String[] args) throws InterruptedException {
    boolean sick = CorpusProgram.sick(args);
    for (int i = 0; i < PAGES; i++) {
      byte[] page = new byte[40_000];
      CACHE.put(i, new SoftReference<>(page));
      if (sick) {
        HISTORY.put(i, page);
      }
    }
    CorpusProgram.ready();
  }
}
