package io.selfheal.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Collects the mistakes of one file, each once. */
public final class Problems {
  private static final Pattern SECRET =
      Pattern.compile(
          "token|secret|passw|credential|key|auth|(slack|webhooks).*(url|webhook)",
          Pattern.CASE_INSENSITIVE);
  private static final String HIDDEN = "a value that is not shown here";

  private final String file;
  private final Set<Problem> found = new LinkedHashSet<>();

  public Problems(String file) {
    this.file = file;
  }

  /** For what follows from a mistake that is noted already: one mistake, one line. */
  static Problems unheard() {
    return new Problems("");
  }

  public List<Problem> found() {
    return List.copyOf(found);
  }

  void add(String path, JsonNode value, String expected) {
    add(path, value.isMissingNode() ? "" : shown(path, value), expected);
  }

  void add(String path, String value, String expected) {
    found.add(new Problem(file, path.isEmpty() ? KeyPath.FILE : path, value, expected));
  }

  private static String shown(String path, JsonNode value) {
    if (value.isContainerNode()) {
      return (value.isEmpty() ? "an empty " : "a ") + (value.isArray() ? "list" : "mapping");
    }
    return SECRET.matcher(path).find() ? HIDDEN : shown(value);
  }

  private static String shown(JsonNode value) {
    return value.isTextual() ? KeyPath.quoted(value.textValue()) : value.toString();
  }
}
