package io.selfheal.reliability.matrix;

import io.selfheal.evidence.SpoolFile;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Each call that the responder makes to its ledger, its cluster, its evidence source, its spool,
 * its store or its channel is a boundary: it is counted here, and meets what the plan has for it.
 * After a crash nothing gets through any more, whatever the dying process still tries.
 */
final class Boundaries {
  private static final Duration DEADLINE = Duration.ofSeconds(10);
  private static final Duration LATE = Duration.ofSeconds(7);

  /** They touch nothing outside. */
  private static final Set<String> NO_CALLS =
      Set.of("close", "pause", "threads", "forPeople", "toString", "hashCode");

  private final Plan plan;
  private final Timeline timeline;
  private final Trace trace;
  private final Promises promises;
  private final Consumer<Fault> disturb;
  private boolean down;
  private boolean endAtSync;
  private int passed;
  private int met;

  /**
   * @param disturb does what a fault does to the world, for those that leave the call alone
   */
  Boundaries(
      Plan plan, Timeline timeline, Trace trace, Promises promises, Consumer<Fault> disturb) {
    this.plan = plan;
    this.timeline = timeline;
    this.trace = trace;
    this.promises = promises;
    this.disturb = disturb;
  }

  <P> P watch(Class<P> type, Port port, P target) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> pass(new Call(port, target, method, arguments))));
  }

  /** A new process begins. */
  void start() {
    down = false;
    endAtSync = false;
  }

  int passed() {
    return passed;
  }

  int met() {
    return met;
  }

  /** For the ledger in memory, between a write and its sync. */
  void beforeSync() {
    if (endAtSync) {
      endAtSync = false;
      throw crash();
    }
  }

  private Object pass(Call call) throws Throwable {
    if (NO_CALLS.contains(call.method.getName())) {
      return down ? null : call.made();
    }
    requireUp();
    promises.asked(call.method, call.arguments);
    passed++;
    Optional<Fault> fault = plan.at(passed);
    int number = passed;
    trace.say(() -> number + " " + call + fault.map(found -> " <-- " + found).orElse(""));
    return fault.isEmpty() ? heard(call) : meet(fault.get(), call);
  }

  private Object meet(Fault fault, Call call) throws Throwable {
    met++;
    promises.met(fault, call.port);
    return switch (fault) {
      case CRASH_BEFORE -> throw crash();
      case CRASH_UNSYNCED -> throw unsynced(call);
      case CRASH_AFTER -> {
        call.made();
        throw crash();
      }
      case TIMEOUT_AFTER_SUCCESS -> unheard(fault, call);
      case LATE -> late(fault, call);
      case HANG -> {
        timeline.pass(DEADLINE);
        requireUp();
        yield owed(fault, call);
      }
      case CONFLICT, THROTTLED, SERVER_ERROR, RESET -> owed(fault, call);
      case RESOLVED, REPEATED, RESTARTED, REPLACED, OTHER_WORKER -> {
        disturb.accept(fault);
        requireUp();
        yield heard(call);
      }
    };
  }

  private Object heard(Call call) throws Throwable {
    Object answer = call.made();
    promises.heard(call.method, call.arguments, answer);
    return answer instanceof SpoolFile file ? watch(SpoolFile.class, Port.SPOOL, file) : answer;
  }

  private Crash unsynced(Call call) throws Throwable {
    if (call.port == Port.LEDGER) {
      endAtSync = true;
      call.made();
    }
    return crash();
  }

  /** A ledger that throws has done nothing; anything else may have. */
  private Object unheard(Fault fault, Call call) throws Throwable {
    if (call.port == Port.LEDGER) {
      return owed(fault, call);
    }
    call.made();
    return call.fails(fault);
  }

  /** SQLite's ledger remembers a release that it could not write, and makes up for it. */
  private Object owed(Fault fault, Call call) throws Throwable {
    if (call.method.getName().equals("release")) {
      call.made();
    }
    return call.fails(fault);
  }

  private Object late(Fault fault, Call call) throws Throwable {
    if (!call.method.getName().equals("evict")) {
      return unheard(fault, call);
    }
    timeline.in(
        DEADLINE.plus(LATE),
        () -> {
          promises.late(call.arguments);
          call.madeAtLast();
        });
    timeline.pass(DEADLINE);
    requireUp();
    return call.fails(fault);
  }

  private void requireUp() {
    if (down) {
      throw new Crash();
    }
  }

  private Crash crash() {
    down = true;
    return new Crash();
  }

  private static final class Call {
    private final Port port;
    private final Object target;
    private final Method method;
    private final Object[] arguments;

    Call(Port port, Object target, Method method, Object[] arguments) {
      this.port = port;
      this.target = target;
      this.method = method;
      this.arguments = arguments;
    }

    Object made() throws Throwable {
      try {
        return method.invoke(target, arguments);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }

    void madeAtLast() {
      try {
        method.invoke(target, arguments);
      } catch (InvocationTargetException e) {
        if (e.getCause() instanceof Broken broken) {
          throw broken;
        }
        throw new IllegalStateException(e);
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(e);
      }
    }

    Object fails(Fault fault) throws Exception {
      return port.fail(fault, method, arguments);
    }

    @Override
    public String toString() {
      String all = arguments == null ? "" : Arrays.toString(arguments);
      String shown = all.length() <= 100 ? all : all.substring(0, 100) + "...";
      return port + " " + method.getName() + " " + shown;
    }
  }
}
