package io.selfheal.storage.drive;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * Drive takes 124 bytes for a property's key and value together, and refuses the file otherwise.
 */
final class DriveProperties {
  private static final int MOST = 124;

  private DriveProperties() {}

  static Map<String, String> fitting(Map<String, String> properties, String sha256) {
    Map<String, String> fitting = new TreeMap<>();
    properties.forEach((key, value) -> fitting.put(key, cut(plain(value), MOST - bytes(key))));
    fitting.put("sha256", sha256);
    return fitting;
  }

  private static String plain(String value) {
    return value.replaceAll("\\p{Cntrl}", "_");
  }

  private static String cut(String value, int most) {
    String cut = value.substring(0, Math.min(value.length(), MOST));
    while (bytes(cut) > most) {
      cut = cut.substring(0, cut.offsetByCodePoints(cut.length(), -1));
    }
    return cut;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
