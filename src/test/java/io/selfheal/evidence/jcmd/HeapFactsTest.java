package io.selfheal.evidence.jcmd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The texts are those of JDK 17.0.15 and 25.0.3. */
class HeapFactsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          garbage-first heap   total 98304K, used 24012K [0x0000000687400000, 0x0000000800000000) | 24012
          garbage-first heap   total reserved 6172672K, committed 393216K, used 43724K [0x0, 0x8) | 43724
          ZHeap           used 30M, capacity 128M, max capacity 128M                              | 30720
          128M max, 128M soft max, 128M committed, 22016K used                                    | 22016
          something else                                                                          | 0
          """)
  void reads_the_heap_in_use(String line, long kibibytes) {
    String metaspace = "\n Metaspace       used 529K, committed 704K\n  class space    used 37K\n";
    assertEquals(kibibytes << 10, HeapFacts.of("1:\n " + line + metaspace, "").usedBytes());
  }

  @Test
  void adds_up_the_generations() {
    String parallel =
        """
        1:
         PSYoungGen      total 38400K, used 23317K [0x00000000fd580000, 0x0000000100000000)
          eden space 33280K, 70% used [0x00000000fd580000,0x00000000fec45538,0x00000000ff600000)
         ParOldGen       total 87552K, used 1166K [0x00000000f8000000, 0x00000000fd580000)
          object space 87552K, 0% used [0x00000000f8000000,0x00000000f8000000,0x00000000fd580000)
         Metaspace       used 573K, committed 768K, reserved 1114112K
        """;
    assertEquals((23317 + 1166) << 10, HeapFacts.of(parallel, "").usedBytes());
  }

  @ParameterizedTest
  @CsvSource({"JDK 17.0.19,1", "JDK 21.0.1,1", "JDK 22,2", "JDK 25.0.3,2", "who knows,2"})
  void a_dump_needs_twice_its_size_since_22(String version, int copies) {
    assertEquals(copies * 1_000L, new HeapFacts(1_000, jdk(version)).roomNeeded(DumpForm.PLAIN));
  }

  @ParameterizedTest
  @CsvSource({
    "JDK 17.0.15, 1, true", "JDK 25.0.3, 99, true", "JDK 17.0.15, 100, false",
    "JDK 17.0.15, 0, false", "JDK 11.0.22, 1, false", "JDK 8.0_402, 1, false",
    "who knows, 1, false"
  })
  void a_small_enough_heap_of_a_jdk_that_can_is_compressed(
      String version, long used, boolean compressible) {
    HeapFacts heap = new HeapFacts(used, jdk(version));
    assertEquals(compressible, heap.compressible(100));
    assertFalse(heap.compressible(0));
  }

  private static int jdk(String version) {
    return HeapFacts.of("", "1:\nOpenJDK 64-Bit Server VM version 17.0.19+10\n" + version + "\n")
        .jdk();
  }
}
