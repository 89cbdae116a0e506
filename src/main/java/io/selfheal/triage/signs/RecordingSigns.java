package io.selfheal.triage.signs;

import io.selfheal.triage.Fault;
import io.selfheal.triage.Figures;
import io.selfheal.triage.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordedThread;

/**
 * The sums of a flight recording: where time went, what was allocated where, who waited for what.
 */
final class RecordingSigns {
  private static final int LEAST_SAMPLES = 50;
  private static final int HOT_PERCENT = 40;
  private static final int ALLOCATES_PERCENT = 50;
  private static final double WAITS = 0.2;
  private static final double COLLECTS = 0.2;
  private static final int LEAST_PINNED = 5;

  private final Map<String, Long> samples = new HashMap<>();
  private final Map<String, Map<String, Long>> threads = new HashMap<>();
  private final Map<String, Long> allocated = new HashMap<>();
  private final Map<String, Long> waited = new HashMap<>();
  private final Map<String, Long> pinned = new HashMap<>();
  private Instant first = Instant.MAX;
  private Instant last = Instant.MIN;
  private long collecting;
  private long pins;

  void accept(RecordedEvent event) {
    widen(event);
    switch (event.getEventType().getName()) {
      case "jdk.ExecutionSample" -> sample(event);
      case "jdk.ObjectAllocationSample" -> allocation(event, "weight");
      case "jdk.ObjectAllocationInNewTLAB" -> allocation(event, "tlabSize");
      case "jdk.ObjectAllocationOutsideTLAB" -> allocation(event, "allocationSize");
      case "jdk.JavaMonitorEnter" -> add(waited, className(event, "monitorClass"), nanos(event));
      case "jdk.GarbageCollection" -> collecting += sum(event);
      case "jdk.VirtualThreadPinned" -> pin(event);
      default -> {}
    }
  }

  List<Finding> findings(String source) {
    List<Finding> all = new ArrayList<>();
    hot(source).ifPresent(all::add);
    allocation(source).ifPresent(all::add);
    lock(source).ifPresent(all::add);
    collection(source).ifPresent(all::add);
    pinning(source).ifPresent(all::add);
    return all;
  }

  private Optional<Finding> hot(String source) {
    long all = total(samples);
    return top(samples)
        .filter(hot -> hot.getValue() >= LEAST_SAMPLES)
        .filter(hot -> Figures.percent(hot.getValue(), all) >= HOT_PERCENT)
        .map(
            hot ->
                new Finding(
                    Fault.HOT_THREAD,
                    45,
                    "%s is where %d %% of the CPU time goes"
                        .formatted(hot.getKey(), Figures.percent(hot.getValue(), all)),
                    List.of(
                        "%s: on top of %s of %s samples"
                            .formatted(source, Figures.count(hot.getValue()), Figures.count(all)),
                        "%s: most of them of the thread %s"
                            .formatted(source, busiest(hot.getKey())))));
  }

  private Optional<Finding> allocation(String source) {
    long all = total(allocated);
    return top(allocated)
        .filter(site -> site.getValue() >= 1L << 30)
        .filter(site -> Figures.percent(site.getValue(), all) >= ALLOCATES_PERCENT)
        .map(
            site ->
                new Finding(
                    Fault.GC_THRASH,
                    20,
                    "%s: %d %% of what is allocated"
                        .formatted(site.getKey(), Figures.percent(site.getValue(), all)),
                    List.of(
                        "%s: about %s of %s"
                            .formatted(
                                source, Figures.bytes(site.getValue()), Figures.bytes(all)))));
  }

  private Optional<Finding> lock(String source) {
    return top(waited)
        .filter(lock -> lock.getValue() >= WAITS * length())
        .map(
            lock ->
                new Finding(
                    Fault.LOCK_CONTENTION,
                    45,
                    "Threads wait for the monitor of `%s`".formatted(lock.getKey()),
                    List.of(
                        "%s: %s of waiting in a recording of %s"
                            .formatted(source, seconds(lock.getValue()), seconds(length())))));
  }

  private Optional<Finding> collection(String source) {
    if (length() == 0 || collecting < COLLECTS * length()) {
      return Optional.empty();
    }
    return Optional.of(
        new Finding(
            Fault.GC_THRASH,
            50,
            "The JVM spent %d %% of its time in garbage collection"
                .formatted(Math.min(100, Figures.percent(collecting, length()))),
            List.of(
                "%s: %s of pauses in %s"
                    .formatted(source, seconds(collecting), seconds(length())))));
  }

  private Optional<Finding> pinning(String source) {
    return top(pinned)
        .filter(place -> pins >= LEAST_PINNED)
        .map(
            place ->
                new Finding(
                    Fault.PINNED_VIRTUAL_THREADS,
                    50,
                    "Virtual threads are pinned to their carriers in `%s`"
                        .formatted(place.getKey()),
                    List.of(
                        "%s: %s, %s in all"
                            .formatted(source, Figures.times(pins), seconds(total(pinned))))));
  }

  private void sample(RecordedEvent event) {
    String place = place(event);
    add(samples, place, 1);
    add(threads.computeIfAbsent(place, at -> new HashMap<>()), thread(event), 1);
  }

  private String busiest(String place) {
    return top(threads.get(place))
        .map(thread -> "`%s`, %s".formatted(thread.getKey(), Figures.count(thread.getValue())))
        .orElseThrow();
  }

  private static String thread(RecordedEvent event) {
    RecordedThread thread =
        event.hasField("sampledThread") ? event.getThread("sampledThread") : null;
    return thread == null || thread.getJavaName() == null ? "(no name)" : thread.getJavaName();
  }

  /** What runs, and of the JDK's own whose call it is. */
  private static String place(RecordedEvent event) {
    String top = method(event);
    String own = own(event);
    return top.equals(own) ? "`" + top + "`" : "`%s` (from `%s`)".formatted(top, own);
  }

  private void allocation(RecordedEvent event, String field) {
    if (event.hasField(field)) {
      String site = "`%s` allocates `%s`".formatted(method(event), className(event, "objectClass"));
      add(allocated, site, event.getLong(field));
    }
  }

  private void pin(RecordedEvent event) {
    pins++;
    add(pinned, own(event), nanos(event));
  }

  private static long sum(RecordedEvent event) {
    return event.hasField("sumOfPauses")
        ? event.getDuration("sumOfPauses").toNanos()
        : nanos(event);
  }

  private void widen(RecordedEvent event) {
    Instant at = event.getEndTime();
    first = at.isBefore(first) ? at : first;
    last = at.isAfter(last) ? at : last;
  }

  private long length() {
    return last.isBefore(first) ? 0 : Duration.between(first, last).toNanos();
  }

  private static String method(RecordedEvent event) {
    return frames(event).stream().findFirst().map(RecordingSigns::name).orElse("(no stack)");
  }

  /** Below what the JDK does to park a thread. */
  private static String own(RecordedEvent event) {
    return frames(event).stream()
        .map(RecordingSigns::name)
        .filter(name -> !name.startsWith("java.") && !name.startsWith("jdk."))
        .findFirst()
        .orElseGet(() -> method(event));
  }

  private static List<RecordedFrame> frames(RecordedEvent event) {
    RecordedStackTrace stack = event.getStackTrace();
    return stack == null ? List.of() : stack.getFrames();
  }

  private static String name(RecordedFrame frame) {
    RecordedMethod method = frame.getMethod();
    return method.getType().getName() + "." + method.getName();
  }

  private static String className(RecordedEvent event, String field) {
    RecordedClass found = event.hasField(field) ? event.getClass(field) : null;
    return found == null ? "(no class)" : found.getName();
  }

  private static long nanos(RecordedEvent event) {
    return event.getDuration().toNanos();
  }

  private static void add(Map<String, Long> sums, String name, long amount) {
    sums.merge(name, amount, Long::sum);
  }

  private static long total(Map<String, Long> sums) {
    return sums.values().stream().mapToLong(Long::longValue).sum();
  }

  private static Optional<Map.Entry<String, Long>> top(Map<String, Long> sums) {
    return sums.entrySet().stream().max(Map.Entry.comparingByValue(Comparator.naturalOrder()));
  }

  private static String seconds(long nanos) {
    return String.format(Locale.ROOT, "%.1f s", nanos / 1e9);
  }
}
