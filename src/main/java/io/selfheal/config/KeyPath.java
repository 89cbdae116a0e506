package io.selfheal.config;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.regex.Pattern;

/** How a place in a file is written: {@code rules[0].when.priority}. */
final class KeyPath {
  /** The place of a mistake that concerns the file as a whole. */
  static final String FILE = "the file";

  private static final Pattern PLAIN = Pattern.compile("[\\w./-]{1,80}");
  private static final int SHOWN = 80;

  private KeyPath() {}

  static String below(String path, String key) {
    String name = PLAIN.matcher(key).matches() ? key : quoted(key);
    return path.isEmpty() ? name : path + "." + name;
  }

  static String element(String path, int index) {
    return path + "[" + index + "]";
  }

  /** A text that came from outside, on one line and shortened. */
  static String quoted(String text) {
    String shown = text.length() <= SHOWN ? text : text.substring(0, SHOWN);
    return TextNode.valueOf(shown) + (text.length() <= SHOWN ? "" : "...");
  }
}
