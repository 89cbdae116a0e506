package io.selfheal.triage.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.app.TriageCommand;
import io.selfheal.evidence.ArtefactKind;
import io.selfheal.triage.Diagnosis;
import io.selfheal.triage.Specimen;
import io.selfheal.triage.Triage;
import io.selfheal.triage.report.HtmlReport;
import io.selfheal.triage.report.JsonReport;
import io.selfheal.triage.report.Report;
import io.selfheal.triage.report.Timeline;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * A real JVM with secrets in its heap, its threads' names and its log; none may be in any output.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CanaryTest {
  private static final long CHILD = 512L << 20;

  private Path folder;
  private List<Specimen> evidence;

  @BeforeAll
  void capture(@TempDir Path captured) throws IOException, InterruptedException {
    folder = captured;
    CorpusCase canaries = CorpusCase.of(Canaries.class, "CACHE");
    Path home = Path.of(System.getProperty("java.home"));
    try (CorpusRun run = CorpusRun.start(canaries, CorpusProgram.SICK, home, folder)) {
      evidence = new ArrayList<>(run.evidence());
      evidence.add(run.text(ArtefactKind.VM_INFO, "vm-info.txt", "VM.info"));
      evidence.add(run.text(ArtefactKind.VM_FLAGS, "vm-flags.txt", "VM.flags"));
    }
    evidence.add(new Specimen(ArtefactKind.LOG, "log.txt", folder.resolve("stderr.txt")));
  }

  @Test
  void the_evidence_has_the_secrets() throws IOException {
    assertAllIn(Canaries.IN_HEAP, content(ArtefactKind.HEAP_DUMP));
    assertAllIn(Canaries.IN_THREADS, content(ArtefactKind.THREAD_DUMP));
    assertAllIn(Canaries.IN_LOG, content(ArtefactKind.LOG));
  }

  @Test
  void no_output_has_one() throws IOException, InterruptedException {
    Map<String, String> outputs = outputs();
    outputs.forEach(CanaryTest::assertClean);
    assertTrue(outputs.get("text").contains("java.lang.IllegalStateException"), outputs.toString());
  }

  private Map<String, String> outputs() throws IOException, InterruptedException {
    Triage triage = Triage.standard(CHILD, Duration.ofMinutes(5));
    Map<String, String> outputs = new LinkedHashMap<>();
    for (Diagnosis diagnosis : List.of(triage.quick(evidence), triage.thorough(evidence))) {
      Report report = Report.of("shop/canaries", diagnosis, Timeline.NONE);
      outputs.merge("text", diagnosis.toString(), String::concat);
      outputs.merge("html", HtmlReport.of(report), String::concat);
      outputs.merge("json", JsonReport.of(report), String::concat);
    }
    outputs.put("console", console());
    outputs.put("console as json", console("--json"));
    outputs.put("report", Files.readString(folder.resolve("report.html")));
    outputs.put("report as json", Files.readString(folder.resolve("report.json")));
    return outputs;
  }

  private String console(String... options) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    String report = folder.resolve("report.html").toString();
    Stream<String> files = evidence.stream().map(one -> one.file().toString());
    String[] arguments =
        Stream.of(Stream.of(options), Stream.of("--report", report), files)
            .flatMap(some -> some)
            .toArray(String[]::new);
    assertEquals(0, new CommandLine(new TriageCommand(out, out).spec()).execute(arguments));
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static void assertClean(String name, String output) {
    String text = output.toLowerCase(Locale.ROOT);
    Stream.of(Canaries.IN_HEAP, Canaries.IN_THREADS, Canaries.IN_LOG)
        .flatMap(List::stream)
        .map(secret -> secret.toLowerCase(Locale.ROOT))
        .forEach(secret -> assertFalse(text.contains(secret), name + " has " + secret));
  }

  private String content(ArtefactKind kind) throws IOException {
    for (Specimen specimen : evidence) {
      if (specimen.kind() == kind) {
        return Files.readString(specimen.file(), StandardCharsets.ISO_8859_1);
      }
    }
    throw new AssertionError("No " + kind);
  }

  private static void assertAllIn(List<String> secrets, String content) {
    secrets.forEach(secret -> assertTrue(content.contains(secret), secret));
  }
}
