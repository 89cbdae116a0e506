package io.selfheal.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.ManualClock;
import io.selfheal.access.HttpProblem;
import io.selfheal.webhook.WebhookConfig.Bounds;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BodyTest {
  private static final Bounds BOUNDS = new Bounds(100, 150, Duration.ofSeconds(30));

  private final BytesInFlight inFlight = new BytesInFlight(BOUNDS.maxInFlight());
  private final ManualClock clock = ManualClock.at("2026-11-21T02:45:12Z");

  @Test
  void a_body_that_trickles_past_its_deadline_is_cut() throws Exception {
    try (Body body = body(100)) {
      body.read();
      clock.advance(Duration.ofSeconds(31));

      assertEquals(503, assertThrows(HttpProblem.class, body::read).status());
    }
  }

  @Test
  void announced_bytes_are_in_flight_until_the_body_is_closed() {
    Body body = body(100);
    body.announced(100);

    assertFalse(inFlight.take(51));
    body.close();
    assertTrue(inFlight.take(150));
  }

  @Test
  void bytes_that_nobody_announced_count_as_they_arrive() throws Exception {
    try (Body body = body(60)) {
      body.announced(-1);
      assertEquals(60, body.read(new byte[60], 0, 60));

      assertFalse(inFlight.take(91));
      assertTrue(inFlight.take(90));
    }
  }

  @Test
  void announced_bytes_count_once() throws Exception {
    try (Body body = body(100)) {
      body.announced(100);
      body.readAllBytes();

      assertTrue(inFlight.take(50));
    }
  }

  private Body body(int length) {
    InputStream source = new ByteArrayInputStream(new byte[length]);
    return new Body(source, BOUNDS, inFlight, clock);
  }
}
