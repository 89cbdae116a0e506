package io.selfheal.triage.heap;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A heap by class, in shallow bytes.
 *
 * @param classes the largest first
 * @param details empty where only {@code jcmd}'s histogram was read
 */
public record HeapHistogram(List<OfClass> classes, Optional<Details> details) {
  public HeapHistogram {
    classes = classes.stream().sorted(Comparator.comparingLong(OfClass::bytes).reversed()).toList();
  }

  public record OfClass(String name, long instances, long bytes) {
    OfClass plus(OfClass other) {
      return new OfClass(name, instances + other.instances, bytes + other.bytes);
    }
  }

  /**
   * What a dump tells beyond that.
   *
   * @param arrays the largest, the largest first
   * @param collections those with most elements
   * @param copies of a class, each by a class loader of its own
   */
  public record Details(
      List<Sized> arrays,
      List<Sized> collections,
      List<OfClass> copies,
      int loaders,
      Direct direct) {
    public Details {
      arrays = List.copyOf(arrays);
      collections = List.copyOf(collections);
      copies = List.copyOf(copies);
    }
  }

  /**
   * @param bytes of a collection 0
   */
  public record Sized(String name, long elements, long bytes) {}

  /**
   * What lies outside the heap.
   *
   * @param bytes that they hold
   */
  public record Direct(long buffers, long bytes) {}

  public long bytes() {
    return classes.stream().mapToLong(OfClass::bytes).sum();
  }

  public long instances() {
    return classes.stream().mapToLong(OfClass::instances).sum();
  }

  public Optional<OfClass> of(String name) {
    return classes.stream().filter(found -> found.name().equals(name)).findFirst();
  }
}
