package io.selfheal.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * One mapping of a configuration file, read by key. A value that is wrong becomes a {@link Problem}
 * and reads as its fallback, so that one run finds every mistake. Whoever reads a section ends with
 * {@link #done()}: keys that nobody asked for are mistakes too.
 */
public final class Section {
  private final Problems problems;
  private final String path;
  private final JsonNode node;
  private final Set<String> known = new LinkedHashSet<>();

  Section(Problems problems, String path, JsonNode node) {
    this.problems = problems;
    this.path = path;
    this.node = node;
    if (!node.isMissingNode() && !node.isNull() && !node.isObject()) {
      problems.add(path, node, "a mapping of keys to values");
    }
  }

  /** Whether the key is there, with a value. */
  public boolean has(String key) {
    return !at(key).isMissingNode() && !at(key).isNull();
  }

  public boolean present() {
    return node.isObject();
  }

  public String path() {
    return path;
  }

  /** Notes a mistake in the value at a key that only its reader can see. */
  public void problem(String key, String expected) {
    problems.add(pathOf(key), at(key), expected);
  }

  public String string(String key, String fallback) {
    return optionalString(key).orElse(fallback);
  }

  public Optional<String> optionalString(String key) {
    return read(key, "a text", n -> n.isTextual() ? n.textValue() : null);
  }

  public String requiredString(String key, String expected) {
    if (!has(key)) {
      problem(key, expected);
    }
    return string(key, "");
  }

  public int integer(String key, int fallback, int least, int most) {
    String expected = "a whole number from " + least + " to " + most;
    return read(
            key,
            expected,
            n -> n.isInt() && n.intValue() >= least && n.intValue() <= most ? n.intValue() : null)
        .orElse(fallback);
  }

  public boolean flag(String key, boolean fallback) {
    return read(key, "true or false", n -> n.isBoolean() ? n.booleanValue() : null)
        .orElse(fallback);
  }

  /** A length of time as {@code 90s}, {@code 15m}, {@code 1h30m} or {@code 2d}. */
  public Duration duration(String key, Duration fallback) {
    return optionalDuration(key).orElse(fallback);
  }

  public Optional<Duration> optionalDuration(String key) {
    return read(
        key,
        Values.DURATION,
        n -> n.isTextual() ? Values.duration(n.textValue()).orElse(null) : null);
  }

  /** A number of bytes as {@code 512MiB} or {@code 20GiB}. */
  public long bytes(String key, long fallback) {
    return read(
            key, Values.BYTES, n -> n.isTextual() ? Values.bytes(n.textValue()).orElse(null) : null)
        .orElse(fallback);
  }

  public Optional<Path> path(String key) {
    return optionalString(key).map(Path::of);
  }

  public Optional<URI> uri(String key) {
    return read(
        key,
        "a URL that begins with http:// or https://",
        n -> n.isTextual() ? Values.httpUri(n.textValue()).orElse(null) : null);
  }

  /** One of an enum's names, written in lower case with hyphens. */
  public <E extends Enum<E>> E choice(String key, Class<E> type, E fallback) {
    Map<String, E> choices = new LinkedHashMap<>();
    for (E constant : type.getEnumConstants()) {
      choices.put(constant.name().toLowerCase(Locale.ROOT).replace('_', '-'), constant);
    }
    String expected = "one of " + String.join(", ", choices.keySet());
    return read(key, expected, n -> n.isTextual() ? choices.get(n.textValue()) : null)
        .orElse(fallback);
  }

  public List<String> strings(String key, List<String> fallback) {
    return read(key, "a list of texts", Section::texts).orElse(fallback);
  }

  /** A mapping of any keys to texts. */
  public Map<String, String> map(String key) {
    Map<String, String> map = new LinkedHashMap<>();
    Section section = section(key);
    for (String name : section.keys()) {
      section.optionalString(name).ifPresent(value -> map.put(name, value));
    }
    return map;
  }

  /** The mapping below a key; an absent one reads as empty. */
  public Section section(String key) {
    known.add(key);
    return new Section(problems, pathOf(key), node.path(key));
  }

  public List<Section> sections(String key) {
    List<Section> sections = new ArrayList<>();
    JsonNode list = at(key);
    if (has(key) && !list.isArray()) {
      problem(key, "a list of mappings");
      return sections;
    }
    for (int i = 0; i < list.size(); i++) {
      sections.add(new Section(problems, pathOf(key) + "[" + i + "]", list.get(i)));
    }
    return sections;
  }

  /** The value as it stands, for a key that takes several shapes. */
  public JsonNode raw(String key) {
    return at(key);
  }

  public List<String> keys() {
    List<String> keys = new ArrayList<>();
    node.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  /** Reports the keys that no reader asked for, each with the nearest one that exists. */
  public void done() {
    for (String key : keys()) {
      if (!known.contains(key)) {
        problems.add(pathOf(key), MissingNode.getInstance(), Values.nearest(key, known));
      }
    }
  }

  private <T> Optional<T> read(String key, String expected, Function<JsonNode, T> reader) {
    if (!has(key)) {
      return Optional.empty();
    }
    T value = reader.apply(at(key));
    if (value == null) {
      problem(key, expected);
    }
    return Optional.ofNullable(value);
  }

  private JsonNode at(String key) {
    known.add(key);
    return node.path(key);
  }

  private String pathOf(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    for (JsonNode element : list) {
      if (element.isTextual()) {
        texts.add(element.textValue());
      }
    }
    return list.isArray() && texts.size() == list.size() ? texts : null;
  }
}
