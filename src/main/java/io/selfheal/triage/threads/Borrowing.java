package io.selfheal.triage.threads;

import io.selfheal.triage.threads.dump.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether a thread waits to be lent something of which there is a limited number, and by whom. */
final class Borrowing {
  private static final List<String> KNOWN =
      List.of(
          "com.zaxxer.hikari.pool.HikariPool.getConnection",
          "com.zaxxer.hikari.util.ConcurrentBag.borrow",
          "org.apache.commons.pool2.impl.GenericObjectPool.borrowObject",
          "org.apache.commons.pool2.impl.GenericKeyedObjectPool.borrowObject",
          "org.apache.commons.pool.impl.GenericObjectPool.borrowObject",
          "org.apache.tomcat.jdbc.pool.ConnectionPool.borrowConnection",
          "com.mchange.v2.resourcepool.BasicResourcePool.",
          "com.alibaba.druid.pool.DruidDataSource.takeLast",
          "com.alibaba.druid.pool.DruidDataSource.pollLast",
          "io.agroal.pool.ConnectionPool.",
          "oracle.ucp.",
          "org.apache.http.pool.AbstractConnPool.getPoolEntryBlocking",
          "org.apache.http.impl.conn.PoolingHttpClientConnectionManager.leaseConnection",
          "org.apache.hc.core5.pool.",
          "com.mongodb.internal.connection.ConcurrentPool.");

  private static final Pattern LENDS =
      Pattern.compile(
          "(?:borrow|connection|check_?out|acquire|lease|obtain|reserve|getConnection|takeConnection|"
              + "nextConnection|openConnection|getResource|getSession|getChannel|getClient).*",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern POOL =
      Pattern.compile(".*(?:Pool|DataSource|Connections|Lender|Broker)(?:\\$\\d+)?");

  private static final Pattern POOL_OF_THREADS =
      Pattern.compile(".*(?:Thread|Worker|Task|Executor|Job).*");

  private static final Pattern GIVES = Pattern.compile("(?:get|take|poll|claim|await|next).*");

  private static final Set<Activity> WAITS =
      Set.of(
          Activity.PARKS,
          Activity.WAITS,
          Activity.TAKES,
          Activity.ACQUIRES,
          Activity.CONDITION,
          Activity.LATCH,
          Activity.SLEEPS,
          Activity.FUTURE);

  /** Calls nearest to the wait in which its purpose is looked for. */
  private static final int NEAR = 3;

  private Borrowing() {}

  /**
   * Who lends.
   *
   * @param call for a queue or a semaphore without a name that says so whoever asks it
   */
  record Loan(Kind kind, Frame call) {}

  /** How it is known. */
  enum Kind {
    NAMED,
    SEMAPHORE,
    /** Whoever waits there may as well wait for work. */
    QUEUE
  }

  static Optional<Loan> of(Seen seen) {
    if (!WAITS.contains(seen.activity())) {
      return Optional.empty();
    }
    List<Frame> near = near(seen.stack());
    Optional<Frame> lends =
        near.stream().filter(frame -> lends(frame, seen)).reduce((one, next) -> next);
    if (lends.isPresent()) {
      return lends.map(call -> new Loan(Kind.NAMED, call));
    }
    return switch (seen.activity()) {
      case ACQUIRES -> near.stream().findFirst().map(call -> new Loan(Kind.SEMAPHORE, call));
      case TAKES -> seen.application().map(call -> new Loan(Kind.QUEUE, call));
      default -> Optional.empty();
    };
  }

  private static List<Frame> near(List<Frame> stack) {
    List<Frame> near = new ArrayList<>();
    for (Frame frame : stack) {
      boolean known = known(frame.name());
      if (!JdkCalls.of(frame) && (near.size() < NEAR || known)) {
        near.add(frame);
      }
    }
    return near;
  }

  private static boolean lends(Frame frame, Seen seen) {
    return known(frame.name())
        || LENDS.matcher(frame.method()).matches()
        || (!forTask(seen.activity()) && ofPool(frame));
  }

  /** Nobody is lent a connection by a latch: that is a pool of threads. */
  private static boolean forTask(Activity activity) {
    return activity == Activity.LATCH || activity == Activity.FUTURE;
  }

  private static boolean ofPool(Frame frame) {
    String type = frame.type();
    return POOL.matcher(type).matches()
        && !POOL_OF_THREADS.matcher(type.substring(type.lastIndexOf('.') + 1)).matches()
        && GIVES.matcher(frame.method()).matches();
  }

  private static boolean known(String name) {
    return KNOWN.stream().anyMatch(name::startsWith);
  }
}
