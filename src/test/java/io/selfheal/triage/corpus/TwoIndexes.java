package io.selfheal.triage.corpus;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Sessions are in two maps of two classes, so that none of both holds them alone. */
final class TwoIndexes {
  private static final int LOGINS = 60_000;

  private static final class Session {
    private final long[] visited = new long[40];
    private final int user;

    Session(int user) {
      this.user = user;
      this.visited[0] = user;
    }
  }

  private static final class ByUser {
    private static final Map<Integer, Session> INDEX = new HashMap<>();
  }

  private static final class ByTime {
    private static final Map<Long, Session> INDEX = new TreeMap<>();
  }

  private TwoIndexes() {}

  public static void main(String[] args) throws InterruptedException {
    boolean sick = CorpusProgram.sick(args);
    for (int i = 0; i < LOGINS; i++) {
      Session session = new Session(i);
      ByUser.INDEX.put(session.user, session);
      ByTime.INDEX.put((long) i, session);
      if (!sick) {
        ByUser.INDEX.remove(i);
        ByTime.INDEX.remove((long) i);
      }
    }
    CorpusProgram.ready();
  }
}
