package io.selfheal.triage.corpus;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Screens leave lambdas with the hub, a singleton that is an enum, and never take them back. */
final class EnumHub {
  private static final int SCREENS = 4_000;
  private static final int STATE = 8_000;

  @SuppressWarnings("ImmutableEnumChecker")
  private enum Hub {
    INSTANCE;

    private final Map<Class<?>, List<Consumer<Object>>> listeners = new ConcurrentHashMap<>();

    List<Consumer<Object>> of(Class<?> event) {
      return listeners.computeIfAbsent(event, any -> new CopyOnWriteArrayList<>());
    }
  }

  private static final class Screen {
    private final byte[] drawn = new byte[STATE];

    void open(Class<?> event, boolean forgets) {
      Consumer<Object> listener = any -> drawn[0]++;
      Hub.INSTANCE.of(event).add(listener);
      if (!forgets) {
        Hub.INSTANCE.of(event).remove(listener);
      }
    }
  }

  private EnumHub() {}

  public static void main(String[] args) throws InterruptedException {
    boolean sick = CorpusProgram.sick(args);
    for (int i = 0; i < SCREENS; i++) {
      new Screen().open(i % 2 == 0 ? String.class : Integer.class, sick || i < 200);
    }
    CorpusProgram.ready();
  }
}
