package io.selfheal.triage.heap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.evidence.ArtefactKind;
import io.selfheal.triage.Finding;
import io.selfheal.triage.PartialDiagnosis;
import io.selfheal.triage.SizeNode;
import io.selfheal.triage.Specimen;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistogramTriageTest {
  private static final String TEXT =
      """
      4711:
       num     #instances         #bytes  class name (module)
      -------------------------------------------------------
         1:        375228       30018240  [B (java.base@17.0.15)
         2:        187614        6003648  shop.Leaky$Order
         3:           100           4800  [Ljava.lang.String; (java.base@17.0.15)
      Total        562942       36026688
      """;

  @TempDir Path folder;

  @Test
  void the_text_of_jcmd_is_read() throws IOException {
    HeapHistogram read = HistogramTriage.histogram(specimen(TEXT));
    assertEquals(
        List.of(
            new HeapHistogram.OfClass("byte[]", 375_228, 30_018_240),
            new HeapHistogram.OfClass("shop.Leaky$Order", 187_614, 6_003_648),
            new HeapHistogram.OfClass("java.lang.String[]", 100, 4_800)),
        read.classes());
    assertEquals(562_942, read.instances());
  }

  @Test
  void it_may_be_compressed() throws IOException {
    Path packed = folder.resolve("histogram.txt.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write(TEXT.getBytes(UTF_8));
    }
    Specimen specimen = new Specimen(ArtefactKind.CLASS_HISTOGRAM, "histogram.txt.gz", packed);
    assertEquals(562_942, HistogramTriage.histogram(specimen).instances());
  }

  @Test
  void the_applications_largest_class_is_told_and_is_no_alarm() throws IOException {
    PartialDiagnosis diagnosis = HistogramTriage.of(specimen(TEXT));
    Finding found = diagnosis.findings().get(0);
    assertEquals(
        "187,614 `Leaky$Order` take 17 % of the heap, more than any other class of the"
            + " application",
        found.sentence());
    assertFalse(found.conclusive());
  }

  @Test
  void packages_and_classes_add_up() throws IOException {
    SizeNode tree = HistogramTriage.of(specimen(TEXT)).classes().orElseThrow();
    assertEquals(36_026_688, tree.bytes());
    assertEquals(
        List.of("(no package)", "shop", "java"),
        tree.parts().stream().map(SizeNode::label).toList());
    assertEquals("Leaky$Order", tree.parts().get(1).parts().get(0).label());
  }

  @Test
  void what_is_no_histogram_is_refused() throws IOException {
    Specimen empty = specimen("4711:\nNo such process\n");
    IOException refused = assertThrows(IOException.class, () -> HistogramTriage.of(empty));
    assertTrue(refused.getMessage().startsWith("Cannot read the class histogram"));
  }

  private Specimen specimen(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("class-histogram.txt"), text);
    return new Specimen(ArtefactKind.CLASS_HISTOGRAM, "class-histogram.txt", file);
  }
}
