package io.selfheal.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Collects the mistakes of one file. */
public final class Problems {
  private static final int SHOWN = 80;

  private final String file;
  private final List<Problem> found = new ArrayList<>();

  public Problems(String file) {
    this.file = file;
  }

  public List<Problem> found() {
    return List.copyOf(found);
  }

  void add(String path, JsonNode value, String expected) {
    found.add(new Problem(file, path, shown(value), expected));
  }

  private static String shown(JsonNode value) {
    String text = value.isMissingNode() ? "" : value.toString();
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
  }
}
