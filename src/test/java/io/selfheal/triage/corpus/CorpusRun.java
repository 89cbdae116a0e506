package io.selfheal.triage.corpus;

import io.selfheal.evidence.ArtefactKind;
import io.selfheal.triage.Specimen;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs one program of the corpus, and takes the evidence that a rule would take. */
final class CorpusRun implements AutoCloseable {
  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final long MOST_SECONDS = 60;

  private final Path javaHome;
  private final Path folder;
  private final Process process;

  private CorpusRun(Path javaHome, Path folder, Process process) {
    this.javaHome = javaHome;
    this.folder = folder;
    this.process = process;
  }

  /** Returns once the program says that it is ready. */
  static CorpusRun start(CorpusCase found, String variant, Path javaHome, Path folder)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(javaHome.resolve("bin/java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(found.options());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(found.program().getName(), variant));
    Process process =
        new ProcessBuilder(command).redirectError(folder.resolve("stderr.txt").toFile()).start();
    awaitReady(found, process);
    return new CorpusRun(javaHome, folder, process);
  }

  private static void awaitReady(CorpusCase found, Process process) throws IOException {
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.equals(CorpusProgram.READY)) {
        return;
      }
    }
    throw new IOException(found.name() + " ended before it was ready");
  }

  /** Two thread dumps a second apart, the histogram, and the heap dump last. */
  List<Specimen> evidence() throws IOException, InterruptedException {
    List<Specimen> all = new ArrayList<>(threadDumps());
    all.add(text(ArtefactKind.CLASS_HISTOGRAM, "class-histogram.txt", "GC.class_histogram"));
    Path dump = folder.resolve("heap-dump.hprof");
    jcmd(folder.resolve("heap-dump.out"), "GC.heap_dump", dump.toString());
    all.add(new Specimen(ArtefactKind.HEAP_DUMP, "heap-dump.hprof", dump));
    return all;
  }

  /** As the responder takes them. */
  List<Specimen> threadDumps() throws IOException, InterruptedException {
    Specimen first = threadDump("thread-dump-1.txt");
    Thread.sleep(INTERVAL.toMillis());
    return List.of(first, threadDump("thread-dump-2.txt"));
  }

  private Specimen threadDump(String name) throws IOException, InterruptedException {
    return text(ArtefactKind.THREAD_DUMP, name, "Thread.print", "-l", "-e");
  }

  /** The answer of any other command. */
  Specimen text(ArtefactKind kind, String name, String... command)
      throws IOException, InterruptedException {
    Path file = folder.resolve(name);
    jcmd(file, command);
    return new Specimen(kind, name, file);
  }

  private void jcmd(Path answer, String... command) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>();
    line.add(javaHome.resolve("bin/jcmd").toString());
    line.add(Long.toString(process.pid()));
    line.addAll(List.of(command));
    Process jcmd =
        new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(answer.toFile()).start();
    if (!jcmd.waitFor(MOST_SECONDS, TimeUnit.SECONDS) || jcmd.exitValue() != 0) {
      jcmd.destroyForcibly();
      throw new IOException(String.join(" ", line) + " failed: " + Files.readString(answer));
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
