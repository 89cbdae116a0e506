package io.selfheal.storage.s3;

import io.selfheal.storage.Upload;
import java.net.http.HttpHeaders;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** An object's properties, as headers: plain ASCII, 2 KiB in all. */
final class S3Metadata {
  static final String PREFIX = "x-amz-meta-";

  private static final int LONGEST = 180;

  /** Headers know no upper case. */
  private static final Map<String, String> NAMES = Map.of(Upload.MARK, "kept-by");

  private S3Metadata() {}

  static SortedMap<String, String> of(Upload upload) {
    SortedMap<String, String> headers = new TreeMap<>();
    upload.properties().forEach((key, value) -> headers.put(header(key), plain(value)));
    headers.put(header("sha256"), upload.content().sha256());
    headers.put(header("description"), plain(upload.description()));
    headers.put("content-type", "application/octet-stream");
    return headers;
  }

  static Map<String, String> read(HttpHeaders headers) {
    Map<String, String> properties = new HashMap<>();
    headers
        .map()
        .forEach(
            (name, values) -> {
              if (name.startsWith(PREFIX)) {
                properties.put(key(name.substring(PREFIX.length())), values.get(0));
              }
            });
    return properties;
  }

  private static String header(String key) {
    return PREFIX + NAMES.getOrDefault(key, key);
  }

  private static String key(String name) {
    return NAMES.containsValue(name) ? Upload.MARK : name;
  }

  /** Runs of spaces are one to the signature. */
  private static String plain(String value) {
    String plain = value.replaceAll("[^\\x21-\\x7e]+", " ").strip();
    return plain.substring(0, Math.min(LONGEST, plain.length())).strip();
  }
}
