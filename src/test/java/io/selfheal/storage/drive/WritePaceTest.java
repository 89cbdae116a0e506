package io.selfheal.storage.drive;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.selfheal.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WritePaceTest {
  private final ManualClock clock = ManualClock.at("2026-11-21T02:45:00Z");
  private final List<Duration> waits = new ArrayList<>();
  private final WritePace pace =
      new WritePace(
          length -> {
            waits.add(length);
            clock.advance(length);
          },
          clock);

  @Test
  void lets_a_few_go_at_once_and_then_one_after_the_other() throws Exception {
    await(WritePace.BURST);
    assertEquals(List.of(), waits);
    await(2);
    assertEquals(List.of(WritePace.EACH, WritePace.EACH), waits);
  }

  @Test
  void forgets_what_was_long_ago() throws Exception {
    await(WritePace.BURST);
    clock.advance(Duration.ofMinutes(1));
    await(WritePace.BURST);
    assertEquals(List.of(), waits);
  }

  private void await(int times) throws InterruptedException {
    for (int i = 0; i < times; i++) {
      pace.await();
    }
  }
}
