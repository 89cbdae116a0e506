package io.selfheal.triage.signs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.evidence.ArtefactKind;
import io.selfheal.triage.PartialDiagnosis;
import io.selfheal.triage.Specimen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Texts that a pod may write to keep us busy. A parser that tries again at each place takes hours
 * for one of these, and nobody's evidence is read meanwhile.
 */
class HostileTextTest {
  private static final int LONG = 1 << 20;

  private enum Text {
    PAUSES_IN_A_LINE(
        ArtefactKind.LOG,
        ("[1.000s]".repeat(800) + "GC(1) Pause Full".repeat(500) + "\n").repeat(50)),
    WORDS_WITHOUT_END(ArtefactKind.LOG, ("ERROR " + "a'".repeat(2_000) + "\n").repeat(250)),
    NAMES_WITHOUT_END(ArtefactKind.LOG, "a$".repeat(LONG / 2) + "Error"),
    MODULES_WITHOUT_END(ArtefactKind.LOG, "\tat " + "a/".repeat(LONG / 2) + "Error"),
    DIGITS(ArtefactKind.CRASH_LOG, "# There is insufficient memory \n#" + "1".repeat(LONG)),
    SPACES(
        ArtefactKind.CRASH_LOG,
        "#  SIGSEGV (0xb)\n# Problematic frame:\n# C" + " ".repeat(LONG) + "y".repeat(400)),
    ADDRESSES(ArtefactKind.VM_INFO, "Heap:\n Metaspace\n" + "Heap address: ".repeat(LONG / 14)),
    HEAPS(ArtefactKind.VM_INFO, "Heap address: size: 10 MB\n" + "Heap:\n".repeat(LONG / 6)),
    CONTAINERS(
        ArtefactKind.EVENTS,
        "2026-01-01T00:00:00Z  Warning  Bad" + " spec.containers{".repeat(LONG / 17));

    private final ArtefactKind kind;
    private final String text;

    Text(ArtefactKind kind, String text) {
      this.kind = kind;
      this.text = text;
    }
  }

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void none_takes_long(Text each) throws IOException {
    assertEquals(List.of(), of(each.kind, each.text).unread());
  }

  @Test
  void a_jvm_has_no_more_large_parts_than_fit_into_it() throws IOException {
    String parts =
        IntStream.range(0, 20)
            .mapToObj("-  A%d (reserved=1KB, committed=99999999KB)"::formatted)
            .collect(Collectors.joining("\n"));
    assertTrue(of(ArtefactKind.NATIVE_MEMORY, parts).findings().size() <= 4);
  }

  private PartialDiagnosis of(ArtefactKind kind, String text) throws IOException {
    Path file = Files.writeString(folder.resolve("text.txt"), text);
    return SignTriage.of(List.of(new Specimen(kind, "text.txt", file)));
  }
}
