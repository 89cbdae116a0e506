package io.selfheal.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.selfheal.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CachedReadinessTest {
  private static final List<String> HANGS =
      List.of("The last check has not come back; what it checks hangs");

  private final ManualClock clock = ManualClock.at("2026-11-21T02:45:12Z");
  private final AtomicInteger asked = new AtomicInteger();

  @Test
  void a_storm_of_probes_asks_once_a_second() {
    Readiness readiness = new CachedReadiness(this::count, clock);
    for (int i = 0; i < 100; i++) {
      readiness.missing();
    }
    assertEquals(1, asked.get());

    clock.advance(Duration.ofMillis(1_001));
    assertEquals(List.of("check 2"), readiness.missing());
  }

  @Test
  void a_check_that_throws_is_a_no_with_its_reason() {
    Readiness readiness =
        new CachedReadiness(
            () -> {
              throw new IllegalStateException("the disk is full");
            },
            clock);

    assertEquals(List.of("Cannot check: the disk is full"), readiness.missing());
  }

  @Test
  void a_check_that_hangs_is_a_no_for_everybody_else() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    Readiness readiness = new CachedReadiness(() -> hang(begun, end), clock);
    Thread first = new Thread(readiness::missing);
    first.start();
    begun.await();

    assertEquals(HANGS, readiness.missing());
    end.countDown();
    first.join();
    assertEquals(List.of(), readiness.missing());
  }

  @Test
  void an_old_yes_does_not_outlive_a_check_that_hangs() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    Readiness readiness =
        new CachedReadiness(
            () -> asked.incrementAndGet() == 1 ? List.of() : hang(begun, end), clock);
    readiness.missing();
    clock.advance(Duration.ofSeconds(11));
    Thread second = new Thread(readiness::missing);
    second.start();
    begun.await();

    assertEquals(HANGS, readiness.missing());
    end.countDown();
    second.join();
  }

  private List<String> count() {
    return List.of("check " + asked.incrementAndGet());
  }

  private static List<String> hang(CountDownLatch begun, CountDownLatch end) {
    begun.countDown();
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return List.of();
  }
}
