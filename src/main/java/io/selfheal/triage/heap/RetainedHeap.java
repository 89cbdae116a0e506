package io.selfheal.triage.heap;

import io.selfheal.triage.hprof.DumpFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Who retains how much of a heap, and how each object is reached. Objects are numbers; the numbers
 * of {@link #ROOT} and of what waits for finalizers stand for no object.
 */
final class RetainedHeap {
  /** What the collector keeps by itself, and what nothing keeps. */
  static final int ROOT = -1;

  /** What only a finalizer that has not run yet keeps. */
  static final int FINALIZERS = -2;

  static final int UNREACHED = -3;

  /** Reached by others as well, but never by way of them. */
  private static final int LATER = -4;

  private static final long OVERHEAD = 28 << 20;

  final IdPass dump;
  final ObjectIds ids;
  final ReferenceGraph graph;

  /** Of an object its number in the graph is how many of the unfolded lie before it. */
  private long[] unfolded = {};

  private int[] ranks = {};
  private int[] nodes = {};
  private int[] reachedFrom = {};
  private int[] dominators = {};

  /** The graph itself: of a node the place of its first target, and the targets. */
  private int[] begins = {};

  private int[] targets = {};

  private long rootUnits;
  private long finalizerUnits;
  private long allUnits;

  private RetainedHeap(IdPass dump, ReferenceGraph graph) {
    this.dump = dump;
    this.ids = dump.ids;
    this.graph = graph;
  }

  /**
   * Reads the dump twice.
   *
   * @param memory in bytes that there are for it
   */
  static RetainedHeap of(Path file, long memory) throws IOException {
    IdPass dump = new IdPass();
    DumpFile.read(file, dump);
    long objects = dump.ids.size();
    requireRoom(memory, objects * 9 + dump.ids.bytes() + dump.references() * Integer.BYTES);
    dump.ids.seal();
    ReferenceGraph graph = new ReferenceGraph(dump);
    DumpFile.read(file, graph);
    RetainedHeap heap = new RetainedHeap(dump, graph);
    heap.build(memory);
    return heap;
  }

  private static void requireRoom(long memory, long wanted) throws TooBig {
    if (wanted + OVERHEAD > memory) {
      throw new TooBig("its graph takes at least " + ((wanted + OVERHEAD) >> 20) + " MiB");
    }
  }

  private void build(long memory) throws TooBig {
    Origins roots = Origins.of(dump, graph);
    List<int[]> origins = roots.objects();
    for (int[] each : origins) {
      for (int object : each) {
        graph.root(object);
      }
    }
    graph.fold();
    rank();
    for (int node : nodes) {
      allUnits += graph.sizes[node];
    }
    compact(origins, memory);
    reachWithoutFinalizers(origins);
    dominate();
    reach(roots);
    begins = new int[0];
    targets = new int[0];
  }

  /** The references between what was not folded, and room for those of the roots. */
  private void compact(List<int[]> origins, long memory) throws TooBig {
    int count = nodes.length;
    long edges = 1L + graph.referents.size();
    for (int[] each : origins) {
      edges += each.length;
    }
    for (int node : nodes) {
      edges += graph.countTargets(node);
    }
    long objects = graph.objects() * 9L + ids.bytes();
    long both = (dump.references() + edges) * Integer.BYTES + count * 2L * Integer.BYTES;
    requireRoom(memory, objects + both);
    long perNode = (2L + Dominators.ARRAYS) * Integer.BYTES;
    requireRoom(memory, objects + edges * Integer.BYTES * 5 / 4 + count * perNode);
    begins = new int[count + 3];
    targets = new int[(int) Math.min(Integer.MAX_VALUE - 8, edges)];
    int end = 0;
    for (int i = 0; i < count; i++) {
      begins[i] = end;
      end = graph.copyTargets(nodes[i], targets, end);
    }
    begins[count] = end;
    graph.forgetTargets();
    for (int i = 0; i < end; i++) {
      targets[i] = rankOf(targets[i]);
    }
  }

  /** Behind the references of objects come those of the root, and of what waits for finalizers. */
  private void reachWithoutFinalizers(List<int[]> origins) {
    int count = nodes.length;
    BitSet seen = new BitSet(count);
    int[] queue = new int[count];
    int filled = 0;
    int end = begins[count];
    for (int[] each : origins) {
      for (int object : each) {
        int node = rankOf(object);
        targets[end++] = node;
        if (!seen.get(node)) {
          seen.set(node);
          queue[filled++] = node;
        }
      }
    }
    targets[end++] = count + 1;
    begins[count + 1] = end;
    for (int head = 0; head < filled; head++) {
      int node = queue[head];
      for (int i = begins[node]; i < begins[node + 1]; i++) {
        if (!seen.get(targets[i])) {
          seen.set(targets[i]);
          queue[filled++] = targets[i];
        }
      }
    }
    for (int referent : graph.referents.values()) {
      if (!graph.folded(referent) && !seen.get(rankOf(referent))) {
        targets[end++] = rankOf(referent);
      }
    }
    begins[count + 2] = end;
  }

  /** A thread that runs is its own reason: no lock that it waits for leads to what it holds. */
  private void reach(Origins origins) {
    int count = nodes.length;
    reachedFrom = new int[count];
    Arrays.fill(reachedFrom, UNREACHED);
    for (int thread : origins.threads()) {
      reachedFrom[rankOf(thread)] = LATER;
    }
    int[] queue = new int[count];
    int filled = 0;
    for (int[] each : origins.objects()) {
      int[] first = Arrays.stream(each).map(this::rankOf).toArray();
      filled = spread(queue, filled, first, ROOT);
    }
    int[] waiting = Arrays.copyOfRange(targets, begins[count + 1], begins[count + 2]);
    spread(queue, filled, waiting, FINALIZERS);
  }

  private int spread(int[] queue, int from, int[] first, int origin) {
    int filled = from;
    for (int node : first) {
      if (reachedFrom[node] == UNREACHED || reachedFrom[node] == LATER) {
        reachedFrom[node] = origin;
        queue[filled++] = node;
      }
    }
    for (int head = from; head < filled; head++) {
      int node = queue[head];
      for (int i = begins[node]; i < begins[node + 1]; i++) {
        if (reachedFrom[targets[i]] == UNREACHED) {
          reachedFrom[targets[i]] = node;
          queue[filled++] = targets[i];
        }
      }
    }
    return filled;
  }

  private void dominate() {
    int count = nodes.length;
    Dominators tree = new Dominators(begins, targets);
    int[] order = tree.order(count);
    int[] dominator = tree.dominators();
    long[] beyond = new long[2];
    for (int number : nodes) {
      graph.links[number] = UNREACHED;
    }
    for (int i = tree.reached() - 1; i > 0; i--) {
      int node = order[i];
      int above = order[dominator[i]];
      long units = node < count ? graph.sizes[nodes[node]] : beyond[node - count];
      if (above < count) {
        graph.sizes[nodes[above]] += (int) units;
      } else {
        beyond[above - count] += units;
      }
      if (node < count) {
        graph.links[nodes[node]] = above < count ? nodes[above] : count - above + ROOT;
      }
    }
    rootUnits = beyond[0];
    finalizerUnits = beyond[1];
    dominators = graph.links;
  }

  private void rank() {
    int objects = graph.objects();
    unfolded = new long[objects / Long.SIZE + 1];
    ranks = new int[unfolded.length];
    int count = 0;
    for (int number = 0; number < objects; number++) {
      if (number % Long.SIZE == 0) {
        ranks[number / Long.SIZE] = count;
      }
      if (!graph.folded(number)) {
        unfolded[number / Long.SIZE] |= 1L << number;
        count++;
      }
    }
    nodes = new int[count];
    int at = 0;
    for (int number = 0; number < objects; number++) {
      if (!graph.folded(number)) {
        nodes[at++] = number;
      }
    }
  }

  private int rankOf(int number) {
    long below = unfolded[number / Long.SIZE] & ((1L << number) - 1);
    return ranks[number / Long.SIZE] + Long.bitCount(below);
  }

  int objects() {
    return graph.objects();
  }

  /** In bytes: all that is reached. */
  long bytes() {
    return rootUnits * ReferenceGraph.UNIT;
  }

  /** In bytes: what nothing keeps, and the collector had not come by yet. */
  long unreachedBytes() {
    return (allUnits - rootUnits) * ReferenceGraph.UNIT;
  }

  /** In bytes. */
  long retained(int number) {
    return switch (number) {
      case ROOT -> bytes();
      case FINALIZERS -> finalizerUnits * ReferenceGraph.UNIT;
      default -> (long) graph.sizes[number] * ReferenceGraph.UNIT;
    };
  }

  /** What must go for it to go; of what is kept for several reasons ROOT. */
  int dominator(int number) {
    return number < 0 ? ROOT : dominators[number];
  }

  /** On the shortest way from a root the one before; ROOT, FINALIZERS or UNREACHED at its end. */
  int reachedFrom(int number) {
    if (graph.folded(number)) {
      return dominators[number];
    }
    int node = reachedFrom[rankOf(number)];
    return node < 0 ? node : nodes[node];
  }
}
