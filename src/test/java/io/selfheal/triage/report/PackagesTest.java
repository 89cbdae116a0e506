package io.selfheal.triage.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.selfheal.triage.SizeNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class PackagesTest {
  @Test
  void packages_in_packages_become_packages_beside_them_without_counting_twice() {
    SizeNode heap =
        node(
            "heap",
            100,
            node(
                "java",
                60,
                node("lang", 40, node("String", 40)),
                node("util", 20, node("List", 5), node("concurrent", 10, node("Future", 10)))),
            node("(no package)", 30, node("byte[]", 30)));
    assertEquals(
        List.of("java.lang 40", "java.util.concurrent 10", "java.util 10", "(no package) 30"),
        Packages.of(heap).parts().stream()
            .map(found -> found.label() + " " + found.bytes())
            .toList());
    assertEquals("java.util.List", Packages.of(heap).parts().get(2).parts().get(0).label());
    assertEquals("byte[]", Packages.of(heap).parts().get(3).parts().get(0).label());
  }

  @Test
  void packages_that_are_a_list_already_stay_one() {
    SizeNode heap = node("heap", 9, node("com.shop", 9, node("com.shop.Order", 9)));
    assertEquals(heap, Packages.of(heap));
  }

  private static SizeNode node(String label, long bytes, SizeNode... parts) {
    return new SizeNode(label, bytes, 1, List.of(parts));
  }
}
