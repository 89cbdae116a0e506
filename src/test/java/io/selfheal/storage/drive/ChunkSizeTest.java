package io.selfheal.storage.drive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.ManualClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkSizeTest {
  private static final int MIB = 1 << 20;

  private final ManualClock clock = ManualClock.at("2026-11-21T02:45:00Z");
  private final ChunkSize chunk = ChunkSize.adapted(clock);

  @Test
  void becomes_smaller_on_a_slow_link() {
    send(Duration.ofSeconds(40));
    assertEquals(2 * MIB, chunk.bytes());
    send(Duration.ofSeconds(80));
    assertEquals(ChunkSize.UNIT, chunk.bytes());
    send(Duration.ofSeconds(80));
    assertEquals(ChunkSize.UNIT, chunk.bytes());
  }

  @Test
  void doubles_on_a_fast_link_up_to_a_limit() {
    send(Duration.ofMillis(100));
    assertEquals(16 * MIB, chunk.bytes());
    for (int i = 0; i < 9; i++) {
      send(Duration.ZERO);
    }
    assertEquals(64 * MIB, chunk.bytes());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 9_999, 12_345, 23_456, 400_000})
  void is_made_of_whole_units(int millis) {
    send(Duration.ofMillis(millis));
    assertEquals(0, chunk.bytes() % ChunkSize.UNIT);
    assertTrue(chunk.bytes() >= ChunkSize.UNIT);
  }

  @Test
  void halves_when_the_link_breaks() {
    chunk.broke();
    assertEquals(4 * MIB, chunk.bytes());
  }

  @Test
  void learns_nothing_from_the_short_end_of_a_file() {
    Instant begun = chunk.begin();
    clock.advance(Duration.ofSeconds(60));
    chunk.sent(100, begun);
    assertEquals(8 * MIB, chunk.bytes());
  }

  private void send(Duration time) {
    Instant begun = chunk.begin();
    clock.advance(time);
    chunk.sent(chunk.bytes(), begun);
  }
}
