package io.selfheal.reliability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.selfheal.alert.AlertStatus;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that takes nothing more costs time and no alert. */
class BrokenDiskIT {
  private static final List<SentAlert> BEFORE = alerts(1, 20);
  private static final List<SentAlert> MEANWHILE = alerts(21, 5_000);

  @TempDir private Path folder;
  private final Acknowledgements acknowledged = new Acknowledgements();

  @Test
  void a_full_disk_is_answered_with_503_until_there_is_room() throws Exception {
    try (Volume volume = Volume.inMemory(folder.resolve("volume"));
        Served served = served(volume)) {
      served.awaitReady();
      acknowledge(served, BEFORE);
      volume.fill();
      assertTakesNothing(served, volume);

      volume.makeRoom();
      served.awaitReady();
      acknowledge(served, MEANWHILE);

      assertKept(volume);
      served.stop();
    }
  }

  @Test
  void a_disk_that_goes_read_only_is_answered_with_503_and_found_whole_by_the_next_process()
      throws Exception {
    try (Volume volume = Volume.thatMayFail(folder.resolve("volume"))) {
      try (Served served = served(volume)) {
        served.awaitReady();
        acknowledge(served, BEFORE);
        volume.fail();
        assertTakesNothing(served, volume);
        served.stop();
      }
      volume.repair();
      try (Served served = served(volume)) {
        served.awaitReady();
        assertKept(volume);
        acknowledge(served, MEANWHILE);
        assertKept(volume);
        served.stop();
      }
    }
  }

  /** Alive, not ready, and honest about it. */
  private static void assertTakesNothing(Served served, Volume volume) throws Exception {
    HttpResponse<String> answer = served.post(MEANWHILE);
    assertEquals(503, answer.statusCode());
    assertEquals("5", answer.headers().firstValue("Retry-After").orElse(""));
    served.await("503 from /readyz", () -> served.get("/readyz") == 503);
    assertEquals(200, served.get("/healthz"));
    LedgerContent content = ledger(volume).content();
    assertFalse(MEANWHILE.stream().anyMatch(content::has), "nothing of it was taken");
  }

  private Served served(Volume volume) throws Exception {
    return Served.start(folder, ledger(volume));
  }

  private void acknowledge(Served served, List<SentAlert> alerts) throws Exception {
    HttpResponse<String> answer = served.post(alerts);
    assertEquals(200, answer.statusCode(), answer.body());
    acknowledged.add(alerts, answer.body());
  }

  private void assertKept(Volume volume) throws Exception {
    assertEquals(List.of(), acknowledged.brokenIn(ledger(volume).content()));
  }

  private static TriedLedger ledger(Volume volume) {
    return TriedLedger.sqlite(volume.folder().resolve("ledger.db"));
  }

  private static List<SentAlert> alerts(int from, int to) {
    return IntStream.rangeClosed(from, to)
        .mapToObj(number -> new SentAlert(number, AlertStatus.FIRING))
        .toList();
  }
}
