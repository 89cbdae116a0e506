package io.selfheal.triage.report;

import io.selfheal.evidence.ArtefactKind;
import io.selfheal.sandbox.Patient;
import io.selfheal.triage.Specimen;
import io.selfheal.triage.Triage;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws docs/images/triage-report.png: the report of a JVM that leaks, burns and is in a deadlock,
 * as a browser shows it. CONTRIBUTING.md says how it is run.
 */
final class TriagePicture {
  private static final Path FOLDER = Path.of("target/triage-picture");
  private static final Path PAGE = FOLDER.resolve("triage.html");
  private static final Path PICTURE = Path.of("docs/images/triage-report.png");
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin");
  private static final long CHILD = 512L << 20;

  private final List<Timeline.Moment> moments = new ArrayList<>();
  private final List<Specimen> evidence = new ArrayList<>();

  private TriagePicture() {}

  /** The browser's command, and how high the picture is. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Files.createDirectories(FOLDER);
    Files.createDirectories(PICTURE.getParent());
    Files.writeString(PAGE, new TriagePicture().page());
    run(
        FOLDER.resolve("browser.txt"),
        arguments[0],
        "--headless",
        "--no-sandbox",
        "--hide-scrollbars",
        "--disable-lcd-text",
        "--force-device-scale-factor=0.8",
        "--window-size=860," + arguments[1],
        "--screenshot=" + PICTURE.toAbsolutePath(),
        PAGE.toUri().toString());
  }

  private String page() throws IOException, InterruptedException {
    Process patient = patient();
    try {
      capture(patient.pid());
    } finally {
      patient.destroyForcibly();
    }
    moment("pod removed");
    Triage triage = Triage.standard(CHILD, Duration.ofMinutes(5));
    return HtmlReport.of(
        Report.of("shop/orders", triage.thorough(evidence), new Timeline(moments)));
  }

  private Process patient() throws IOException {
    Process patient =
        new ProcessBuilder(
                JAVA.resolve("java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                Patient.holding(80),
                Patient.hotLoops(2),
                Patient.DEADLOCK,
                "-cp",
                System.getProperty("java.class.path"),
                Patient.class.getName())
            .redirectError(FOLDER.resolve("stderr.txt").toFile())
            .start();
    BufferedReader out = patient.inputReader();
    while (!out.readLine().startsWith("READY")) {}
    moment("alert JvmMemoryHigh received");
    return patient;
  }

  private void capture(long pid) throws IOException, InterruptedException {
    text(pid, ArtefactKind.THREAD_DUMP, "thread-dump-1.txt", "Thread.print", "-l");
    Thread.sleep(1_000);
    text(pid, ArtefactKind.THREAD_DUMP, "thread-dump-2.txt", "Thread.print", "-l");
    text(pid, ArtefactKind.CLASS_HISTOGRAM, "class-histogram.txt", "GC.class_histogram");
    moment("thread dumps and histogram secured");
    Path dump = FOLDER.resolve("heap-dump.hprof");
    Files.deleteIfExists(dump);
    jcmd(pid, FOLDER.resolve("heap-dump.txt"), "GC.heap_dump", dump.toAbsolutePath().toString());
    evidence.add(new Specimen(ArtefactKind.HEAP_DUMP, "heap-dump.hprof", dump));
    moment("heap dump secured");
  }

  private void text(long pid, ArtefactKind kind, String name, String... command)
      throws IOException, InterruptedException {
    jcmd(pid, FOLDER.resolve(name), command);
    evidence.add(new Specimen(kind, name, FOLDER.resolve(name)));
  }

  private static void jcmd(long pid, Path answer, String... command)
      throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(List.of(JAVA.resolve("jcmd").toString(), "" + pid));
    line.addAll(List.of(command));
    run(answer, line.toArray(String[]::new));
  }

  private static void run(Path answer, String... line) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(answer.toFile()).start();
    if (process.waitFor() != 0) {
      throw new IOException(line[0] + " failed: " + Files.readString(answer));
    }
  }

  private void moment(String what) {
    moments.add(new Timeline.Moment(what, Instant.now()));
  }
}
