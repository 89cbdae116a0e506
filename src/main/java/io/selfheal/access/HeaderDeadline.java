package io.selfheal.access;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Cuts a connection whose next request has begun and whose headers do not come to an end. Jetty's
 * own idle timeout starts anew with every byte, so a client that sends one a second would keep a
 * connection for ever.
 */
final class HeaderDeadline implements Connection.Listener {
  private static final int LOOKS = 4;

  private final Scheduler scheduler;
  private final long everyMillis;

  HeaderDeadline(Scheduler scheduler, Duration deadline) {
    this.scheduler = scheduler;
    this.everyMillis = Math.max(1, deadline.toMillis() / LOOKS);
  }

  @Override
  public void onOpened(Connection connection) {
    new Watch(connection).lookLater();
  }

  /** Looks at one connection until it is closed. */
  private final class Watch implements Runnable {
    private final Connection connection;
    private long answered;
    private long bytesBefore;
    private int looks;

    Watch(Connection connection) {
      this.connection = connection;
    }

    void lookLater() {
      scheduler.schedule(this, everyMillis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void run() {
      if (!connection.getEndPoint().isOpen()) {
        return;
      }
      look();
      if (looks >= LOOKS) {
        connection.getEndPoint().close();
      } else {
        lookLater();
      }
    }

    /** The first request begins with the connection, a later one with its first byte. */
    private void look() {
      long answers = connection.getMessagesOut();
      boolean busy = connection.getMessagesIn() > answers || answers != answered;
      if (busy) {
        answered = answers;
        bytesBefore = connection.getBytesIn();
        looks = 0;
      } else if (answers == 0 || connection.getBytesIn() > bytesBefore) {
        looks++;
      }
    }
  }
}
