package io.selfheal.triage.heap;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DominatorsTest {
  private static final long SEED = 20261126;

  @Test
  void they_are_those_that_the_definition_gives_on_any_graph() {
    Random random = new Random(SEED);
    for (int round = 0; round < 3_000; round++) {
      List<List<Integer>> graph = random(random);
      assertArrayEquals(byDefinition(graph), byTree(graph), () -> graph.toString());
    }
  }

  @Test
  void a_chain_of_a_million_takes_no_stack() {
    int nodes = 1_000_000;
    int[] begins = new int[nodes + 1];
    int[] targets = new int[nodes - 1];
    Arrays.setAll(begins, i -> Math.min(i, nodes - 1));
    Arrays.setAll(targets, i -> i + 1);
    Dominators tree = new Dominators(begins, targets);
    tree.order(0);
    int[] dominators = tree.dominators();
    assertEquals(nodes - 2, dominators[nodes - 1]);
  }

  private static List<List<Integer>> random(Random random) {
    int nodes = 1 + random.nextInt(12);
    List<List<Integer>> graph = new ArrayList<>();
    for (int i = 0; i < nodes; i++) {
      List<Integer> targets = new ArrayList<>();
      for (int edges = random.nextInt(4); edges > 0; edges--) {
        targets.add(random.nextInt(nodes));
      }
      graph.add(targets);
    }
    return graph;
  }

  private static int[] byTree(List<List<Integer>> graph) {
    int[] begins = new int[graph.size() + 1];
    List<Integer> targets = new ArrayList<>();
    for (int i = 0; i < graph.size(); i++) {
      targets.addAll(graph.get(i));
      begins[i + 1] = targets.size();
    }
    Dominators tree =
        new Dominators(begins, targets.stream().mapToInt(Integer::intValue).toArray());
    int[] order = tree.order(0);
    int[] found = tree.dominators();
    int[] dominators = new int[graph.size()];
    Arrays.fill(dominators, Dominators.UNREACHED);
    for (int i = 1; i < tree.reached(); i++) {
      dominators[order[i]] = order[found[i]];
    }
    return dominators;
  }

  /** A dominates B when B is not reached without A; the closest is the one that most dominate. */
  private static int[] byDefinition(List<List<Integer>> graph) {
    int nodes = graph.size();
    BitSet all = reached(graph, Dominators.UNREACHED);
    int[] closest = new int[nodes];
    int[] depth = new int[nodes];
    Arrays.fill(closest, Dominators.UNREACHED);
    List<BitSet> lost = new ArrayList<>();
    for (int without = 0; without < nodes; without++) {
      BitSet left = (BitSet) all.clone();
      left.andNot(reached(graph, without));
      lost.add(left);
      for (int i = 0; i < nodes; i++) {
        depth[i] += left.get(i) ? 1 : 0;
      }
    }
    for (int node = 1; node < nodes; node++) {
      for (int above = 0; above < nodes; above++) {
        if (above != node && lost.get(above).get(node) && all.get(node)) {
          boolean closer =
              closest[node] == Dominators.UNREACHED || depth[above] > depth[closest[node]];
          closest[node] = closer ? above : closest[node];
        }
      }
    }
    return closest;
  }

  private static BitSet reached(List<List<Integer>> graph, int without) {
    BitSet seen = new BitSet();
    List<Integer> open = new ArrayList<>();
    if (without != 0) {
      open.add(0);
      seen.set(0);
    }
    while (!open.isEmpty()) {
      for (int target : graph.get(open.remove(open.size() - 1))) {
        if (target != without && !seen.get(target)) {
          seen.set(target);
          open.add(target);
        }
      }
    }
    return seen;
  }
}
