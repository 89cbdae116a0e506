package io.selfheal.triage.corpus;

import io.selfheal.evidence.ArtefactKind;
import io.selfheal.triage.Finding;
import io.selfheal.triage.PartialDiagnosis;
import io.selfheal.triage.Specimen;
import io.selfheal.triage.Verdict;
import io.selfheal.triage.heap.HeapLimits;
import io.selfheal.triage.heap.HeapTriage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What the heap dumps of a program and of its healthy twin say. */
final class HeapScore {
  private static final HeapTriage TRIAGE =
      new HeapTriage(new HeapLimits(256L << 20, Duration.ofMinutes(10)));

  private HeapScore() {}

  static Score of(CorpusCase program, Path home, Path folder)
      throws IOException, InterruptedException {
    return Score.of(program, home, folder, HeapScore::findings);
  }

  private static List<Finding> findings(CorpusRun run) throws IOException, InterruptedException {
    Specimen dump =
        run.evidence().stream()
            .filter(found -> found.kind() == ArtefactKind.HEAP_DUMP)
            .findFirst()
            .orElseThrow();
    PartialDiagnosis diagnosis = TRIAGE.of(dump);
    Files.delete(dump.file());
    if (!diagnosis.unread().isEmpty()) {
      throw new IOException(diagnosis.unread().toString());
    }
    return new Verdict(diagnosis.findings()).findings();
  }
}
