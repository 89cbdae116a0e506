package io.selfheal.triage.heap;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The JVM that analyses one dump, and says what it found. It ends with the one that started it. */
final class HeapAnalysisProcess {
  private static final long MIB = 1 << 20;
  private static final Path OOM_SCORE = Path.of("/proc/self/oom_score_adj");

  private HeapAnalysisProcess() {}

  /**
   * @param args the dump, and the name that people know it by
   */
  public static void main(String[] args) throws IOException {
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    PrintStream out = System.out;
    offerItselfToTheKernel();
    Thread watch = new Thread(HeapAnalysisProcess::endWithStandardInput, "starter-watch");
    watch.setDaemon(true);
    watch.start();
    out.write(answer(Path.of(args[0]), args[1]).json());
    out.flush();
  }

  /** Where memory is short, this is to be ended and not the one that started it. */
  private static void offerItselfToTheKernel() {
    try {
      Files.writeString(OOM_SCORE, "1000");
    } catch (IOException e) {
      // no Linux, or one without it
    }
  }

  private static HeapAnswer answer(Path dump, String name) {
    long memory = Runtime.getRuntime().maxMemory();
    try {
      HeapFacts facts = HeapAnalysis.of(dump, memory);
      return new HeapAnswer(HeapFindings.of(facts, name), facts.retained(), "");
    } catch (TooBig e) {
      return HeapAnswer.unread(
          "%s is too big for %d MiB, histogram only: %s"
              .formatted(name, memory / MIB, e.getMessage()));
    } catch (IOException e) {
      return HeapAnswer.unread("%s: %s".formatted(name, e.getMessage()));
    }
  }

  private static void endWithStandardInput() {
    try {
      while (System.in.read() >= 0) {}
    } catch (IOException e) {
      // a broken pipe means the same as its end
    }
    Runtime.getRuntime().halt(1);
  }
}
