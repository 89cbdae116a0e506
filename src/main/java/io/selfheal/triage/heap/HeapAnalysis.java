package io.selfheal.triage.heap;

import io.selfheal.triage.hprof.BasicType;
import io.selfheal.triage.hprof.DumpFile;
import io.selfheal.triage.hprof.HprofClass;
import io.selfheal.triage.hprof.HprofInput;
import io.selfheal.triage.hprof.HprofVisitor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All that a dump is asked for, in the JVM that was started for it. */
final class HeapAnalysis {
  private static final int SAMPLES = 400;
  private static final int FEWEST_LOADERS = 3;
  private static final double MUCH_WASTED = 0.05;
  private static final int OFTEN = 8;

  private final Path file;
  private final RetainedHeap heap;
  private final KindPass kinds;
  private final Ways ways;

  private HeapAnalysis(Path file, RetainedHeap heap, KindPass kinds) {
    this.file = file;
    this.heap = heap;
    this.kinds = kinds;
    this.ways = new Ways(heap, kinds);
  }

  /**
   * Reads the dump five times.
   *
   * @param memory in bytes that there are for it
   */
  static HeapFacts of(Path file, long memory) throws IOException {
    RetainedHeap heap = RetainedHeap.of(file, memory);
    KindPass kinds = new KindPass(heap);
    DumpFile.read(file, kinds);
    return new HeapAnalysis(file, heap, kinds).facts();
  }

  private HeapFacts facts() throws IOException {
    Suspects search = new Suspects(heap, kinds);
    List<Suspects.Suspect> suspects = search.find();
    Map<Suspects.Suspect, List<HeapHistogram.OfClass>> contents =
        new SuspectContents(heap, kinds).of(suspects);
    Map<Object, Ways.Way> chosen = new LinkedHashMap<>();
    for (Suspects.Suspect each : suspects) {
      way(each).ifPresent(way -> chosen.put(each, way));
    }
    List<LoaderGroup> loaders = LoaderGroup.in(heap, kinds);
    for (LoaderGroup each : loaders) {
      ways.mostUsual(each.some()).ifPresent(way -> chosen.put(each, way));
    }
    List<Integer> buffers = sample(List.copyOf(kinds.buffers.outside().keySet()));
    ways.mostUsual(buffers).ifPresent(way -> chosen.put("direct", way));
    ways.mostUsual(repeatedTexts()).ifPresent(way -> chosen.put("texts", way));
    NamePass names = names(chosen);
    Holders holders = new Holders(heap, kinds, ways, names);
    return new HeapFacts(
        heap.objects(),
        heap.bytes(),
        heap.unreachedBytes(),
        suspects.stream()
            .map(
                each ->
                    suspect(
                        each,
                        contents.get(each),
                        search.array(each),
                        holders.of(chosen.get(each)),
                        holders))
            .toList(),
        loaders.stream().map(each -> each.facts(holders.of(chosen.get(each)))).toList(),
        texts(holders.of(chosen.get("texts"))),
        direct(holders.of(chosen.get("direct"))),
        finalizers(holders),
        RetainedTree.of(heap, kinds));
  }

  private Optional<Ways.Way> way(Suspects.Suspect suspect) {
    Optional<Ways.Way> way = ways.to(suspect.piece());
    if (!suspect.chain()) {
      return way;
    }
    return way.map(found -> found.upTo(found.objects().indexOf(suspect.at())));
  }

  private HeapFacts.Suspect suspect(
      Suspects.Suspect suspect,
      List<HeapHistogram.OfClass> contents,
      Optional<HeapHistogram.Sized> array,
      HeapFacts.Holder holder,
      Holders holders) {
    List<String> others =
        suspect.members().stream()
            .map(holders::thread)
            .filter(name -> !name.isEmpty())
            .limit(3)
            .toList();
    return new HeapFacts.Suspect(
        holder,
        suspect.retained(),
        others.isEmpty() ? 1 : suspect.members().size(),
        others,
        suspect.at() == RetainedHeap.ROOT && others.isEmpty(),
        contents,
        array);
  }

  private NamePass names(Map<Object, Ways.Way> chosen) throws IOException {
    NamePass names = new NamePass(heap, new HashSet<>(kinds.nameTexts.values()));
    for (Ways.Way way : chosen.values()) {
      for (int[] step : Ways.steps(way)) {
        names.want(step[0], step[1]);
      }
      way.objects().stream().filter(ways::threadLocalEntry).forEach(names::wantReferent);
    }
    DumpFile.read(file, names);
    return names;
  }

  private List<Integer> repeatedTexts() throws IOException {
    if (kinds.texts.wasted() < heap.bytes() * MUCH_WASTED) {
      return List.of();
    }
    List<Integer> repeated = new ArrayList<>();
    HprofVisitor again =
        new HprofVisitor() {
          private int seen;

          @Override
          public void primitiveArray(long id, BasicType type, int count, HprofInput in)
              throws IOException {
            int object = heap.ids.find(id);
            if (object != ObjectIds.NONE && heap.graph.texts.get(object)) {
              long hash = in.hash((long) count * type.bytes(in.idSize()));
              if (kinds.texts.count(hash) >= OFTEN && spread(seen++)) {
                repeated.add(object);
              }
            }
          }
        };
    DumpFile.read(file, again);
    return sample(repeated);
  }

  /** The first ones, and fewer and fewer of those that follow. */
  private static boolean spread(int seen) {
    return seen < SAMPLES || seen % (seen / SAMPLES) == 0;
  }

  private static List<Integer> sample(List<Integer> all) {
    List<Integer> some = new ArrayList<>();
    int step = Math.max(1, all.size() / SAMPLES);
    for (int i = 0; i < all.size(); i += step) {
      some.add(all.get(i));
    }
    return some;
  }

  private Optional<HeapFacts.Texts> texts(HeapFacts.Holder holder) {
    return kinds.texts.wasted() < heap.bytes() * MUCH_WASTED
        ? Optional.empty()
        : Optional.of(
            new HeapFacts.Texts(
                kinds.texts.texts(), kinds.texts.distinct(), kinds.texts.wasted(), holder));
  }

  private Optional<HeapFacts.Group> direct(HeapFacts.Holder holder) {
    long bytes = kinds.buffers.bytes();
    return bytes == 0
        ? Optional.empty()
        : Optional.of(
            new HeapFacts.Group(
                kinds.buffers.outside().size(), bytes, kinds.buffers.name(), holder));
  }

  private Optional<HeapFacts.Group> finalizers(Holders holders) {
    Map<String, Long> names = new HashMap<>();
    long count = 0;
    for (int referent : heap.graph.referents.values()) {
      if (!heap.graph.folded(referent) && heap.reachedFrom(referent) == RetainedHeap.FINALIZERS) {
        names.merge(kinds.name(referent), 1L, Long::sum);
        count++;
      }
    }
    String most =
        names.entrySet().stream()
            .max(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey)
            .orElse("");
    return count == 0
        ? Optional.empty()
        : Optional.of(
            new HeapFacts.Group(
                count, heap.retained(RetainedHeap.FINALIZERS), most, holders.of(null)));
  }

  /** Class loaders of one class. */
  record LoaderGroup(
      String name, int loaders, String loaded, int copies, long retained, List<Integer> some) {

    static List<LoaderGroup> in(RetainedHeap heap, KindPass kinds) {
      Map<String, Set<Integer>> byName = new HashMap<>();
      Map<String, Map<String, Integer>> loaded = new HashMap<>();
      ClassTable classes = heap.dump.classes;
      for (int number = 0; number < classes.size(); number++) {
        HprofClass found = classes.described(number);
        int loader = found == null ? ObjectIds.NONE : heap.ids.find(found.loaderId());
        if (loader != ObjectIds.NONE && heap.reachedFrom(loader) != RetainedHeap.UNREACHED) {
          String name = kinds.name(loader);
          byName.computeIfAbsent(name, n -> new HashSet<>()).add(loader);
          loaded
              .computeIfAbsent(name, n -> new HashMap<>())
              .merge(classes.name(number), 1, Integer::sum);
        }
      }
      List<LoaderGroup> groups = new ArrayList<>();
      byName.forEach(
          (name, all) -> {
            if (all.size() >= FEWEST_LOADERS && !ClassName.ofDelegation(name)) {
              groups.add(group(name, List.copyOf(all), loaded.get(name), heap));
            }
          });
      return groups;
    }

    private static LoaderGroup group(
        String name, List<Integer> all, Map<String, Integer> loaded, RetainedHeap heap) {
      Map.Entry<String, Integer> most =
          loaded.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
      long retained = all.stream().mapToLong(heap::retained).sum();
      return new LoaderGroup(
          name, all.size(), most.getKey(), most.getValue(), retained, sample(all));
    }

    HeapFacts.Loaders facts(HeapFacts.Holder holder) {
      return new HeapFacts.Loaders(name, loaders, loaded, copies, retained, holder);
    }
  }
}
