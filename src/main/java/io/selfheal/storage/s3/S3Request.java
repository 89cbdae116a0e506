package io.selfheal.storage.s3;

import io.selfheal.storage.Checksum;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One request before it is signed.
 *
 * @param path of plain names, which need no encoding
 * @param headers in lower case
 */
record S3Request(
    String method,
    String path,
    SortedMap<String, String> query,
    SortedMap<String, String> headers,
    Body body) {
  private static final String NOTHING = Checksum.SHA256.of(new byte[0]);

  /** The hash is of the bytes, 64 hexadecimal digits. */
  record Body(BodyPublisher bytes, String sha256) {}

  static S3Request of(String method, String path) {
    return new S3Request(
        method, path, new TreeMap<>(), new TreeMap<>(), new Body(BodyPublishers.noBody(), NOTHING));
  }

  String sha256() {
    return body.sha256();
  }

  S3Request with(String parameter, String value) {
    SortedMap<String, String> more = new TreeMap<>(query);
    more.put(parameter, value);
    return new S3Request(method, path, more, headers, body);
  }

  S3Request headers(SortedMap<String, String> others) {
    return new S3Request(method, path, query, others, body);
  }

  S3Request body(Body other) {
    return new S3Request(method, path, query, headers, other);
  }

  S3Request text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return body(new Body(BodyPublishers.ofByteArray(bytes), Checksum.SHA256.of(bytes)));
  }
}
