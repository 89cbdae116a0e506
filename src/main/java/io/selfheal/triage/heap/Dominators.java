package io.selfheal.triage.heap;

import java.util.Arrays;

/**
 * The dominator tree of a graph (Lengauer and Tarjan, 1979, with simple path compression), over
 * arrays of numbers: what must go for an object to go.
 */
final class Dominators {
  static final int UNREACHED = -1;

  /** So many numbers it takes for each node, beside the graph, and a few for edges that go back. */
  static final int ARRAYS = 7;

  private final int[] begins;
  private final int[] targets;

  /** Nodes in the order in which they were first seen. */
  private int[] vertex = {};

  private int[] number = {};
  private int[] ancestor = {};
  private int reached;

  private int[] semi = {};
  private int[] label = {};
  private int[] dominator = {};
  private int[] stack = new int[1 << 10];

  /**
   * @param begins of a node the place of its first target; one more than there are nodes
   */
  Dominators(int[] begins, int[] targets) {
    this.begins = begins;
    this.targets = targets;
  }

  /** Walks the graph; in the order of the result each node comes after its dominator. */
  int[] order(int root) {
    int nodes = begins.length - 1;
    number = new int[nodes];
    Arrays.fill(number, UNREACHED);
    vertex = new int[nodes];
    ancestor = new int[nodes];
    int[] next = begins.clone();
    reach(root, 0);
    int at = 0;
    while (at >= 0) {
      int node = vertex[at];
      if (next[node] == begins[node + 1]) {
        at = at == 0 ? UNREACHED : ancestor[at];
      } else {
        int target = targets[next[node]++];
        if (number[target] == UNREACHED) {
          at = reach(target, at);
        }
      }
    }
    return vertex;
  }

  /** How many nodes the order has. */
  int reached() {
    return reached;
  }

  /** Of each place in the order that of its dominator. */
  int[] dominators() {
    semi = new int[reached];
    Arrays.setAll(semi, i -> i);
    int[] firstBack = new int[reached + 1];
    int[] back = backEdges(firstBack);
    number = new int[0];
    label = new int[reached];
    Arrays.setAll(label, i -> i);
    dominator = new int[reached];
    int[] nextInBucket = new int[reached];
    for (int w = reached - 1; w > 0; w--) {
      int parent = ancestor[w];
      for (int i = firstBack[w]; i < firstBack[w + 1]; i++) {
        semi[w] = Math.min(semi[w], semi[best(back[i], w)]);
      }
      // while a node has no dominator yet, its place there holds the first of its bucket
      nextInBucket[w] = dominator[semi[w]];
      dominator[semi[w]] = w;
      emptyBucket(parent, w - 1, nextInBucket);
    }
    for (int w = 1; w < reached; w++) {
      if (dominator[w] != semi[w]) {
        dominator[w] = dominator[dominator[w]];
      }
    }
    return dominator;
  }

  private void emptyBucket(int parent, int unlinked, int[] nextInBucket) {
    int v = dominator[parent];
    dominator[parent] = 0;
    while (v != 0) {
      int next = nextInBucket[v];
      int u = best(v, unlinked);
      dominator[v] = semi[u] < semi[v] ? u : parent;
      v = next;
    }
  }

  private int reach(int node, int from) {
    number[node] = reached;
    vertex[reached] = node;
    ancestor[reached] = from;
    return reached++;
  }

  /** Edges forward give the first guess; only those that go back are needed for more. */
  private int[] backEdges(int[] first) {
    for (int v = 0; v < reached; v++) {
      int node = vertex[v];
      for (int i = begins[node]; i < begins[node + 1]; i++) {
        int w = number[targets[i]];
        if (v < w) {
          semi[w] = Math.min(semi[w], v);
        } else if (v > w) {
          first[w + 1]++;
        }
      }
    }
    for (int w = 0; w < reached; w++) {
      first[w + 1] += first[w];
    }
    int[] back = new int[first[reached]];
    for (int v = reached - 1; v >= 0; v--) {
      int node = vertex[v];
      for (int i = begins[node]; i < begins[node + 1]; i++) {
        int w = number[targets[i]];
        if (v > w) {
          back[--first[w + 1]] = v;
        }
      }
    }
    System.arraycopy(first, 1, first, 0, reached);
    first[reached] = back.length;
    return back;
  }

  /**
   * Of what lies between a node and the first that is not linked yet, the one that reaches highest.
   */
  private int best(int node, int unlinked) {
    int depth = 0;
    int at = node;
    while (ancestor[at] > unlinked) {
      if (depth == stack.length) {
        stack = Arrays.copyOf(stack, depth * 2);
      }
      stack[depth++] = at;
      at = ancestor[at];
    }
    while (depth > 0) {
      int below = stack[--depth];
      int above = ancestor[below];
      if (semi[label[above]] < semi[label[below]]) {
        label[below] = label[above];
      }
      ancestor[below] = ancestor[above];
    }
    return label[node];
  }
}
