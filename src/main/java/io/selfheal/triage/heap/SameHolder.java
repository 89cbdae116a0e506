package io.selfheal.triage.heap;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Joins what is held in the same way: parts of one holder, and one field of several objects or
 * threads.
 */
final class SameHolder {
  private static final int MOST_CONTENTS = 12;

  private record Key(HeapFacts.Kind kind, String field, boolean array) {}

  private SameHolder() {}

  /** Those that retain most come first. */
  static List<HeapFacts.Suspect> joined(List<HeapFacts.Suspect> suspects) {
    Map<Key, List<HeapFacts.Suspect>> groups = new LinkedHashMap<>();
    for (HeapFacts.Suspect each : suspects) {
      groups.computeIfAbsent(key(each), key -> new ArrayList<>()).add(each);
    }
    return groups.values().stream()
        .map(SameHolder::one)
        .sorted(Comparator.comparingLong(HeapFacts.Suspect::retained).reversed())
        .toList();
  }

  private static Key key(HeapFacts.Suspect suspect) {
    boolean array =
        suspect.array().stream()
            .anyMatch(found -> HeapThresholds.mostly(found.bytes(), suspect.retained()));
    HeapFacts.Holder holder = suspect.holder();
    boolean nameless = holder.field().isEmpty();
    return new Key(holder.kind(), nameless ? holder.root() : holder.field(), array);
  }

  private static HeapFacts.Suspect one(List<HeapFacts.Suspect> group) {
    if (group.size() == 1) {
      return group.get(0);
    }
    HeapFacts.Suspect first = group.get(0);
    Set<Integer> holders = new LinkedHashSet<>();
    Set<String> others = new LinkedHashSet<>();
    int number = 0;
    for (HeapFacts.Suspect each : group) {
      number += holders.add(each.holder().object()) ? each.number() : 0;
      others.addAll(each.others());
      if (each.holder().root().startsWith("thread `")) {
        others.add(each.holder().root().replaceAll("thread `([^`]*)`.*", "$1"));
      }
    }
    return new HeapFacts.Suspect(
        first.holder(),
        group.stream().mapToLong(HeapFacts.Suspect::retained).sum(),
        number,
        List.copyOf(others),
        group.stream().allMatch(HeapFacts.Suspect::shared),
        contents(group),
        array(group, number));
  }

  private static Optional<HeapHistogram.Sized> array(List<HeapFacts.Suspect> group, int number) {
    return number == 1 ? Optional.empty() : group.get(0).array();
  }

  private static List<HeapHistogram.OfClass> contents(List<HeapFacts.Suspect> group) {
    Map<String, HeapHistogram.OfClass> byName = new LinkedHashMap<>();
    group.stream()
        .map(HeapFacts.Suspect::contents)
        .flatMap(Collection::stream)
        .forEach(line -> byName.merge(line.name(), line, HeapHistogram.OfClass::plus));
    Comparator<HeapHistogram.OfClass> javaLast =
        Comparator.comparing(line -> ClassName.ofJava(line.name()));
    return byName.values().stream()
        .sorted(
            javaLast.thenComparing(
                Comparator.comparingLong(HeapHistogram.OfClass::bytes).reversed()))
        .limit(MOST_CONTENTS)
        .toList();
  }
}
