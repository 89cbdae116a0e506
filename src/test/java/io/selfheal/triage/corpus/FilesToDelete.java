package io.selfheal.triage.corpus;

import java.io.File;

/** Each upload's file is to be deleted at the end of the JVM, which never comes. */
final class FilesToDelete {
  private static final int UPLOADS = 150_000;
  private static final String NAME = "a-long-name-of-an-uploaded-file-in-the-temporary-folder-";

  private FilesToDelete() {}

  public static void main(String[] args) throws InterruptedException {
    boolean sick = CorpusProgram.sick(args);
    File folder = new File(System.getProperty("java.io.tmpdir"), "corpus");
    for (int i = 0; i < UPLOADS; i++) {
      File upload = new File(folder, NAME + i);
      if (sick) {
        upload.deleteOnExit();
      }
    }
    CorpusProgram.ready();
  }
}
