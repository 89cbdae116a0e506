package io.selfheal.incident.ledger;

import io.selfheal.incident.Ledger;
import io.selfheal.incident.LedgerException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** A responder in a process of its own, to be killed or to be refused. */
final class OtherProcess {
  private static final int THREADS = 8;

  private OtherProcess() {}

  /** Accepts alerts until it is killed, and prints the id of each that was acknowledged. */
  public static void main(String[] arguments) {
    try {
      acceptForEver(SqliteLedger.open(Path.of(arguments[0]), Clock.systemUTC()), arguments[1]);
    } catch (LedgerException e) {
      System.out.println(e.getMessage());
    }
  }

  static Process start(Path ledger, String round) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classes = System.getProperty("java.class.path");
    return new ProcessBuilder(
            java,
            "-Xmx128m",
            "-cp",
            classes,
            OtherProcess.class.getName(),
            ledger.toString(),
            round)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  static BufferedReader output(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  private static void acceptForEver(Ledger ledger, String round) {
    AtomicInteger number = new AtomicInteger();
    IntStream.range(0, THREADS)
        .mapToObj(thread -> new Thread(() -> acceptAll(ledger, round, number)))
        .forEach(Thread::start);
  }

  private static void acceptAll(Ledger ledger, String round, AtomicInteger number) {
    while (true) {
      String pod = round + "-" + number.incrementAndGet();
      String id =
          ledger
              .accept(List.of(Samples.matched(Samples.firing(pod))))
              .get(0)
              .incident()
              .orElseThrow();
      System.out.println(id + ".");
    }
  }
}
