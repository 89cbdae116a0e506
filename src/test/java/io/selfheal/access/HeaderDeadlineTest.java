package io.selfheal.access;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.EventListener;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.ByteArrayEndPoint;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HeaderDeadlineTest {
  private final Ticks ticks = new Ticks();
  private final Traffic connection = new Traffic();

  @BeforeEach
  void open() {
    new HeaderDeadline(ticks, Duration.ofSeconds(10)).onOpened(connection);
  }

  @Test
  void a_first_request_that_trickles_is_cut() {
    for (int i = 0; i < 4; i++) {
      assertTrue(connection.isOpen());
      connection.bytesIn++;
      ticks.next();
    }

    assertFalse(connection.isOpen());
  }

  @Test
  void a_connection_that_says_nothing_at_all_is_cut() {
    ticks.next(4);

    assertFalse(connection.isOpen());
  }

  @Test
  void a_connection_that_rests_between_requests_is_kept() {
    connection.requestAndAnswer();
    ticks.next(100);

    assertTrue(connection.isOpen());
  }

  @Test
  void a_connection_that_is_busy_is_kept() {
    for (int i = 0; i < 100; i++) {
      connection.requestAndAnswer();
      ticks.next();
    }

    assertTrue(connection.isOpen());
  }

  @Test
  void a_slow_body_is_none_of_its_business() {
    connection.messagesIn++;
    for (int i = 0; i < 100; i++) {
      connection.bytesIn++;
      ticks.next();
    }

    assertTrue(connection.isOpen());
  }

  @Test
  void an_answer_that_came_between_two_looks_is_no_new_request() {
    connection.messagesIn++;
    ticks.next();
    connection.bytesIn += 500;
    connection.messagesOut++;
    ticks.next(100);

    assertTrue(connection.isOpen());
  }

  @Test
  void a_later_request_that_trickles_is_cut_too() {
    connection.requestAndAnswer();
    ticks.next();
    connection.bytesIn++;
    ticks.next(4);

    assertFalse(connection.isOpen());
  }

  /** A scheduler whose time passes by hand. */
  private static final class Ticks extends AbstractLifeCycle implements Scheduler {
    private final Queue<Runnable> due = new ArrayDeque<>();

    @Override
    public Task schedule(Runnable task, long delay, TimeUnit units) {
      due.add(task);
      return () -> due.remove(task);
    }

    void next() {
      if (!due.isEmpty()) {
        due.remove().run();
      }
    }

    void next(int times) {
      for (int i = 0; i < times; i++) {
        next();
      }
    }
  }

  /** A connection whose counters are set by hand. */
  private static final class Traffic implements Connection {
    private final EndPoint endPoint = new ByteArrayEndPoint();
    private long messagesIn;
    private long messagesOut;
    private long bytesIn;

    void requestAndAnswer() {
      messagesIn++;
      messagesOut++;
      bytesIn += 500;
    }

    boolean isOpen() {
      return endPoint.isOpen();
    }

    @Override
    public EndPoint getEndPoint() {
      return endPoint;
    }

    @Override
    public long getMessagesIn() {
      return messagesIn;
    }

    @Override
    public long getMessagesOut() {
      return messagesOut;
    }

    @Override
    public long getBytesIn() {
      return bytesIn;
    }

    @Override
    public long getBytesOut() {
      return 0;
    }

    @Override
    public long getCreatedTimeStamp() {
      return 0;
    }

    @Override
    public boolean onIdleExpired(TimeoutException timeout) {
      return false;
    }

    @Override
    public void addEventListener(EventListener listener) {}

    @Override
    public void removeEventListener(EventListener listener) {}

    @Override
    public void onOpen() {}

    @Override
    public void onClose(Throwable cause) {}

    @Override
    public void close() {}
  }
}
