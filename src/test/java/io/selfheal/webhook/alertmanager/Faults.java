package io.selfheal.webhook.alertmanager;

import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect.CloseSocket;
import mockwebserver3.SocketEffect.Stall;

/** What can go wrong on the way. */
final class Faults {
  private Faults() {}

  /** No answer at all. */
  static MockResponse silent() {
    return new MockResponse.Builder().onResponseStart(Stall.INSTANCE).build();
  }

  /** Begins to answer, and does not go on. */
  static MockResponse halting() {
    return new MockResponse.Builder()
        .body("[" + " ".repeat(1 << 16))
        .onResponseBody(Stall.INSTANCE)
        .build();
  }

  static MockResponse cut() {
    return new MockResponse.Builder()
        .body("[" + " ".repeat(1 << 16))
        .onResponseBody(new CloseSocket())
        .build();
  }
}
