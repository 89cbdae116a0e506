package io.selfheal.triage.heap;

import io.selfheal.triage.Fault;
import io.selfheal.triage.Finding;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What has grown since the last incident of the same workload. The heap was full then too: growth
 * within a class says more than the sum.
 */
public final class HistogramGrowth {
  private static final long LEAST_BYTES = 4 << 20;
  private static final double LEAST_FACTOR = 1.5;
  private static final int MOST = 3;
  private static final int OF_APPLICATION = 44;
  private static final int OF_JAVA = 24;

  private HistogramGrowth() {}

  /**
   * @param before that of the incident before
   * @param artefact the file that the newer one is from
   */
  public static List<Finding> between(HeapHistogram before, HeapHistogram now, String artefact) {
    Map<String, HeapHistogram.OfClass> earlier = new HashMap<>();
    before.classes().forEach(line -> earlier.putIfAbsent(line.name(), line));
    return now.classes().stream()
        .map(line -> new Growth(earlier.getOrDefault(line.name(), none(line)), line))
        .filter(Growth::counts)
        .sorted(
            Comparator.comparing(Growth::ofJava)
                .thenComparing(Growth::bytes, Comparator.reverseOrder()))
        .limit(MOST)
        .map(growth -> growth.finding(artefact))
        .toList();
  }

  private static HeapHistogram.OfClass none(HeapHistogram.OfClass line) {
    return new HeapHistogram.OfClass(line.name(), 0, 0);
  }

  private record Growth(HeapHistogram.OfClass before, HeapHistogram.OfClass now) {
    boolean counts() {
      return bytes() >= LEAST_BYTES && now.instances() >= before.instances() * LEAST_FACTOR;
    }

    long bytes() {
      return now.bytes() - before.bytes();
    }

    boolean ofJava() {
      return ClassName.ofJava(now.name());
    }

    Finding finding(String artefact) {
      return new Finding(
          Fault.HEAP_LEAK,
          ofJava() ? OF_JAVA : OF_APPLICATION,
          "There are %s `%s` now, and %s at the incident before"
              .formatted(
                  HeapText.count(now.instances()),
                  ClassName.simple(now.name()),
                  HeapText.count(before.instances())),
          List.of(
              "%s: `%s` takes %s, %s more than before"
                  .formatted(
                      artefact, now.name(), HeapText.bytes(now.bytes()), HeapText.bytes(bytes()))));
    }
  }
}
