package io.selfheal.triage.heap;

import io.selfheal.triage.Culprit;
import io.selfheal.triage.Fault;
import io.selfheal.triage.Figures;
import io.selfheal.triage.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a histogram by class says alone. It shows what there is much of, and not who holds it: so
 * nothing here is an alarm.
 */
final class HistogramFindings {
  /** Below that a heap is what any JVM begins with. */
  private static final long ENOUGH = 12 << 20;

  private static final double MUCH = 0.05;
  private static final double HUGE = 0.3;
  private static final int BY_CLASS = 30;
  private static final int BY_DETAIL = HeapThresholds.BELOW_ALARM;
  private static final long MANY_FINALIZERS = 5_000;
  private static final int MANY_COPIES = 10;

  private HistogramFindings() {}

  /**
   * @param artefact the file that it is from
   */
  static List<Finding> of(HeapHistogram heap, String artefact) {
    List<Finding> all = new ArrayList<>();
    heap.details().ifPresent(details -> detailed(heap, details, artefact, all));
    huge(heap, artefact).ifPresent(all::add);
    finalizers(heap, artefact).ifPresent(all::add);
    application(heap, artefact).ifPresent(all::add);
    return all;
  }

  private static Optional<Finding> application(HeapHistogram heap, String artefact) {
    return heap.classes().stream()
        .filter(line -> !ClassName.ofJava(line.name()))
        .findFirst()
        .filter(line -> heap.bytes() >= ENOUGH && share(line.bytes(), heap) >= MUCH)
        .map(
            line ->
                new Finding(
                        Fault.HEAP_LEAK,
                        BY_CLASS,
                        "%s `%s` take %s of the heap, more than any other class of the application"
                            .formatted(
                                Figures.count(line.instances()),
                                ClassName.simple(line.name()),
                                Figures.share(share(line.bytes(), heap))),
                        List.of(backing(artefact, line)))
                    .of(new Culprit(line.name(), Figures.bytes(line.bytes()))));
  }

  private static Optional<Finding> huge(HeapHistogram heap, String artefact) {
    return heap.classes().stream()
        .filter(line -> line.name().endsWith("[]") && line.instances() > 0)
        .filter(line -> line.bytes() / line.instances() >= ENOUGH / 2)
        .filter(line -> share(line.bytes(), heap) >= HUGE)
        .findFirst()
        .map(
            line ->
                new Finding(
                    Fault.HUGE_ARRAY,
                    BY_DETAIL,
                    "%s `%s` are %s of the heap"
                        .formatted(
                            Figures.count(line.instances()),
                            line.name(),
                            Figures.share(share(line.bytes(), heap))),
                    List.of(backing(artefact, line))));
  }

  private static Optional<Finding> finalizers(HeapHistogram heap, String artefact) {
    return heap.of("java.lang.ref.Finalizer")
        .filter(line -> line.instances() >= MANY_FINALIZERS)
        .map(
            line ->
                new Finding(
                    Fault.FINALIZER_QUEUE,
                    BY_DETAIL - 1,
                    "%s objects have a finalizer that has not run yet"
                        .formatted(Figures.count(line.instances())),
                    List.of(backing(artefact, line))));
  }

  private static void detailed(
      HeapHistogram heap, HeapHistogram.Details details, String artefact, List<Finding> all) {
    HeapHistogram.Direct direct = details.direct();
    if (HeapThresholds.direct(direct.buffers(), direct.bytes(), heap.bytes()) > 0) {
      all.add(
          new Finding(
              Fault.DIRECT_MEMORY,
              BY_DETAIL,
              "%s direct buffers hold %s outside of the heap"
                  .formatted(Figures.count(direct.buffers()), Figures.bytes(direct.bytes())),
              List.of(
                  "%s: of the heap %s are in use"
                      .formatted(artefact, Figures.bytes(heap.bytes())))));
    }
    all.addAll(LargestFindings.of(details, artefact));
    details.copies().stream()
        .filter(line -> line.instances() >= MANY_COPIES)
        .findFirst()
        .ifPresent(
            line ->
                all.add(
                    new Finding(
                        Fault.CLASS_LOADER_LEAK,
                        BY_DETAIL,
                        "`%s` is loaded %s times"
                            .formatted(
                                ClassName.simple(line.name()), Figures.count(line.instances())),
                        List.of(
                            "%s: %s class loaders have loaded classes"
                                .formatted(artefact, Figures.count(details.loaders()))))));
  }

  private static String backing(String artefact, HeapHistogram.OfClass line) {
    return "%s: %s `%s`, %s"
        .formatted(
            artefact, Figures.count(line.instances()), line.name(), Figures.bytes(line.bytes()));
  }

  private static double share(long bytes, HeapHistogram heap) {
    return heap.bytes() == 0 ? 0 : (double) bytes / heap.bytes();
  }
}
