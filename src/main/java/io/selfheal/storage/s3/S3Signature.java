package io.selfheal.storage.s3;

import io.selfheal.access.HmacSha256;
import io.selfheal.storage.Checksum;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Amazon's Signature Version 4 in a header. What the body's hash says is signed too: a server
 * refuses what was changed on the way.
 */
record S3Signature(S3Credentials credentials, String region, Instant now) {
  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final int DAY = 8;

  /** All that the request is to be sent with, but for the host that it is sent to anyway. */
  Map<String, String> headers(S3Request request, String host) {
    SortedMap<String, String> signed = new TreeMap<>(request.headers());
    signed.put("host", host);
    signed.put("x-amz-date", time());
    signed.put("x-amz-content-sha256", request.sha256());
    credentials.sessionToken().ifPresent(token -> signed.put("x-amz-security-token", token));
    String names = String.join(";", signed.keySet());
    String signature = hex(hmac(key(), toSign(canonical(request, signed, names))));
    signed.remove("host");
    signed.put(
        "authorization",
        "%s Credential=%s/%s, SignedHeaders=%s, Signature=%s"
            .formatted(ALGORITHM, credentials.accessKey(), scope(), names, signature));
    return signed;
  }

  static String query(SortedMap<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(parameter -> encoded(parameter.getKey()) + "=" + encoded(parameter.getValue()))
        .collect(Collectors.joining("&"));
  }

  /** As RFC 3986 has it, which is not quite what forms do. */
  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }

  private static String canonical(
      S3Request request, SortedMap<String, String> signed, String names) {
    String headers =
        signed.entrySet().stream()
            .map(header -> header.getKey() + ":" + header.getValue() + "\n")
            .collect(Collectors.joining());
    return String.join(
        "\n",
        request.method(),
        request.path(),
        query(request.query()),
        headers,
        names,
        request.sha256());
  }

  private String toSign(String canonical) {
    String hash = Checksum.SHA256.of(canonical.getBytes(StandardCharsets.UTF_8));
    return String.join("\n", ALGORITHM, time(), scope(), hash);
  }

  private byte[] key() {
    byte[] secret = ("AWS4" + credentials.secretKey()).getBytes(StandardCharsets.UTF_8);
    byte[] day = hmac(secret, time().substring(0, DAY));
    return hmac(hmac(hmac(day, region), "s3"), "aws4_request");
  }

  private String scope() {
    return time().substring(0, DAY) + "/" + region + "/s3/aws4_request";
  }

  private String time() {
    return TIME.format(now);
  }

  private static byte[] hmac(byte[] key, String text) {
    return HmacSha256.of(key, text.getBytes(StandardCharsets.UTF_8));
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
