package io.selfheal.triage.signs;

import io.selfheal.triage.Fault;
import io.selfheal.triage.Figures;
import io.selfheal.triage.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a JVM may take by its flags against what its container may, and what it does take. */
final class LimitSigns {
  private static final int FULL_PERCENT = 90;

  /** A JVM without a bound says this of its metaspace: more than any machine has. */
  private static final long UNBOUNDED = 1L << 46;

  private static final long DEFAULT_STACK = 1L << 20;

  private final String flags;
  private final String source;

  private LimitSigns(String flags, String source) {
    this.flags = flags;
    this.source = source;
  }

  /**
   * @param threads 0 when it is not known
   */
  static List<Finding> of(String flags, String source, Container container, int threads) {
    return new LimitSigns(flags, source).against(container, threads);
  }

  private List<Finding> against(Container container, int threads) {
    OptionalLong heap = flag("MaxHeapSize");
    if (heap.isEmpty() || container.limit() == 0) {
      return List.of();
    }
    List<String> backing = new ArrayList<>();
    long sum = add(backing, "heap", heap.getAsLong());
    sum += add(backing, "metaspace", bounded("MaxMetaspaceSize"));
    sum += add(backing, "direct buffers", bounded("MaxDirectMemorySize"));
    sum += add(backing, "stacks of " + Figures.count(threads) + " threads", threads * stack());
    backing.add(
        "pod.yaml: `%s` may take %s".formatted(container.name(), Figures.bytes(container.limit())));
    return finding(container, heap.getAsLong(), sum, backing);
  }

  private List<Finding> finding(Container container, long heap, long sum, List<String> backing) {
    String limit = Figures.bytes(container.limit());
    if (Figures.percent(heap, container.limit()) >= FULL_PERCENT) {
      return List.of(
          new Finding(
              Fault.LIMITS,
              40,
              "The heap alone may grow to %s, and container `%s` to %s"
                  .formatted(Figures.bytes(heap), container.name(), limit),
              backing));
    }
    if (sum > container.limit()) {
      return List.of(
          new Finding(
              Fault.LIMITS,
              35,
              "The JVM may grow to %s, and container `%s` only to %s"
                  .formatted(Figures.bytes(sum), container.name(), limit),
              backing));
    }
    return List.of();
  }

  /** What the container takes at present. */
  static List<Finding> usage(long used, String source, Container container) {
    if (container.limit() == 0 || Figures.percent(used, container.limit()) < FULL_PERCENT) {
      return List.of();
    }
    String sentence =
        "Container `%s` takes %d %% of its memory limit of %s"
            .formatted(
                container.name(),
                Figures.percent(used, container.limit()),
                Figures.bytes(container.limit()));
    return List.of(
        new Finding(Fault.LIMITS, 35, sentence, List.of(source + ": " + Figures.bytes(used))));
  }

  private long add(List<String> backing, String what, long bytes) {
    if (bytes > 0) {
      backing.add("%s: %s up to %s".formatted(source, what, Figures.bytes(bytes)));
    }
    return bytes;
  }

  private long bounded(String name) {
    long bytes = flag(name).orElse(0);
    return bytes >= UNBOUNDED ? 0 : bytes;
  }

  /** The flag is in KiB. */
  private long stack() {
    OptionalLong size = flag("ThreadStackSize");
    return size.isPresent() && size.getAsLong() > 0 && size.getAsLong() < 1 << 20
        ? size.getAsLong() << 10
        : DEFAULT_STACK;
  }

  private OptionalLong flag(String name) {
    Matcher value = Pattern.compile("-XX:" + name + "=(\\d{1,18})(?!\\d)").matcher(flags);
    return value.find() ? OptionalLong.of(Long.parseLong(value.group(1))) : OptionalLong.empty();
  }
}
