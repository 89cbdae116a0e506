package io.selfheal.triage.heap;

import io.selfheal.triage.SizeNode;
import java.util.List;
import java.util.Optional;

/**
 * What the analysis of a dump found: names, counts and sizes, and no value.
 *
 * @param bytes that are reached
 * @param unreached bytes that nothing keeps
 * @param suspects what retains much
 * @param loaders classes that several class loaders have loaded
 * @param texts empty where few are equal
 * @param direct empty where there are none
 * @param finalizers empty where none waits
 */
record HeapFacts(
    long objects,
    long bytes,
    long unreached,
    List<Suspect> suspects,
    List<Loaders> loaders,
    Optional<Texts> texts,
    Optional<Group> direct,
    Optional<Group> finalizers,
    SizeNode retained) {
  /** How something is held. */
  enum Kind {
    STATIC,
    /** A field of an object. */
    FIELD,
    THREAD_LOCAL,
    /** A local variable. */
    LOCAL,
    THREAD,
    /** Native code. */
    OUTSIDE,
    UNKNOWN
  }

  /**
   * Who holds it.
   *
   * @param field {@code OrderCache.CACHE}; of a thread local the field that has it, or its class
   * @param type of what the field refers to
   * @param root what holds that: a field, a method or a thread, or nothing
   * @param object a number that tells it from others
   * @param path one step a line, from the root on
   */
  record Holder(Kind kind, String field, String type, String root, int object, List<String> path) {}

  /**
   * One that retains much, or several of one kind that do so together.
   *
   * @param retained bytes
   * @param number of holders of this kind
   * @param others the names of threads, of those that are threads
   * @param shared others hold the same besides
   * @param contents what is retained, by class; those of the application first, the largest first
   * @param array the largest array itself
   */
  record Suspect(
      Holder holder,
      long retained,
      int number,
      List<String> others,
      boolean shared,
      List<HeapHistogram.OfClass> contents,
      Optional<HeapHistogram.Sized> array) {}

  /**
   * @param name of the loaders' class
   * @param loaders that there are of it
   * @param copies of the class that most of them loaded
   */
  record Loaders(
      String name, int loaders, String loaded, int copies, long retained, Holder holder) {}

  /**
   * @param bytes outside of the heap, or retained
   * @param name of most of them
   */
  record Group(long count, long bytes, String name, Holder holder) {}

  /**
   * Strings.
   *
   * @param strings that there are
   * @param distinct ones among them, at a guess
   * @param wasted bytes
   */
  record Texts(long strings, long distinct, long wasted, Holder holder) {}
}
