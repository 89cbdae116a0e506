package io.selfheal.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EvidenceSourcesTest {
  private static final Set<ArtefactKind> TAKEN =
      EnumSet.complementOf(EnumSet.of(ArtefactKind.MANIFEST, ArtefactKind.REPORT));

  @Test
  void what_needs_nothing_of_the_jvm_comes_first_and_from_the_cluster() throws Exception {
    List<ArtefactKind> cluster = new ArrayList<>();
    List<ArtefactKind> jvm = new ArrayList<>();
    EvidenceSource both = new EvidenceSources(noting(cluster), noting(jvm));
    for (ArtefactKind kind : TAKEN) {
      both.capture(null, Wanted.of(kind), "inc-1");
    }
    List<ArtefactKind> all = new ArrayList<>(cluster);
    all.addAll(jvm);
    assertEquals(List.copyOf(TAKEN), all);
    assertEquals(ArtefactKind.THREAD_DUMP, jvm.get(0));
  }

  private static EvidenceSource noting(List<ArtefactKind> kinds) {
    return (target, wanted, incident) -> {
      kinds.add(wanted.kind());
      return List.of();
    };
  }
}
