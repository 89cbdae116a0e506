package io.selfheal.bench;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Asks over HTTP/1.1. */
final class Http {
  static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static final int NOBODY_THERE = 0;

  private Http() {}

  /** The answer's status; 0 when there is none. */
  static int status(HttpRequest request) throws InterruptedException {
    try {
      return CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      return NOBODY_THERE;
    }
  }

  static String text(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException("Cannot use the answer " + response.statusCode() + response.body());
    }
    return response.body();
  }
}
