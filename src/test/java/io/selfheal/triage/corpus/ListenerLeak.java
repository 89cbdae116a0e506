package io.selfheal.triage.corpus;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Each request subscribes to the bus, and forgets to leave it. */
final class ListenerLeak {
  private static final int REQUESTS = 6_000;
  private static final int STATE = 5_000;

  private static final class EventBus {
    private static final EventBus SHARED = new EventBus();
    private final List<Consumer<String>> subscribers = new CopyOnWriteArrayList<>();
  }

  private static final class RequestView implements Consumer<String> {
    private final byte[] state = new byte[STATE];

    @Override
    public void accept(String event) {
      state[0]++;
    }
  }

  private ListenerLeak() {}

  public static void main(String[] args) throws InterruptedException {
    boolean sick = CorpusProgram.sick(args);
    for (int i = 0; i < REQUESTS; i++) {
      RequestView view = new RequestView();
      EventBus.SHARED.subscribers.add(view);
      if (!sick) {
        EventBus.SHARED.subscribers.remove(view);
      }
    }
    CorpusProgram.ready();
  }
}
