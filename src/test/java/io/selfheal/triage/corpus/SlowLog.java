package io.selfheal.triage.corpus;

import java.io.OutputStream;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import java.util.logging.StreamHandler;

/** Every request writes a line, and the disk of the log takes its time. */
final class SlowLog {
  private SlowLog() {}

  private static final class Disk extends OutputStream {
    private final long millis;

    Disk(long millis) {
      this.millis = millis;
    }

    @Override
    public void write(int character) {}

    @Override
    public void flush() {
      if (millis > 0) {
        Pause.millis(millis);
      }
    }
  }

  private static final class Lines extends StreamHandler {
    Lines(OutputStream disk) {
      super(disk, new SimpleFormatter());
    }

    @Override
    public synchronized void publish(LogRecord line) {
      super.publish(line);
      flush();
    }
  }

  public static void main(String[] args) throws InterruptedException {
    boolean sick = CorpusProgram.sick(args);
    Lines lines = new Lines(new Disk(sick ? 60 : 0));
    for (int i = 1; i <= 15; i++) {
      CorpusProgram.daemon("request-" + i, () -> requests(lines));
    }
    Thread.sleep(500);
    CorpusProgram.ready();
  }

  private static void requests(Lines lines) {
    while (true) {
      lines.publish(new LogRecord(Level.INFO, "paid"));
      Pause.millis(20);
    }
  }
}
