package io.selfheal.sandbox.api;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The subprotocols of exec over WebSocket; the newest that the client offers is taken. */
enum Protocol {
  V5("v5.channel.k8s.io"),
  V4("v4.channel.k8s.io");

  private final String token;

  Protocol(String token) {
    this.token = token;
  }

  String token() {
    return token;
  }

  /** From the header {@code Sec-WebSocket-Protocol}. */
  static Optional<Protocol> choose(String offered) {
    List<String> tokens = Arrays.stream(offered.split(",", -1)).map(String::strip).toList();
    return Arrays.stream(values()).filter(known -> tokens.contains(known.token)).findFirst();
  }
}
