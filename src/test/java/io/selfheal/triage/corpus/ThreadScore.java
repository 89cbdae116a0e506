package io.selfheal.triage.corpus;

import io.selfheal.triage.threads.ThreadTriage;
import java.io.IOException;
import java.nio.file.Path;

/** What two thread dumps of a program and of its healthy twin say. */
final class ThreadScore {
  private ThreadScore() {}

  static Score of(CorpusCase program, Path home, Path folder)
      throws IOException, InterruptedException {
    return Score.of(program, home, folder, run -> ThreadTriage.of(run.threadDumps()).findings());
  }
}
