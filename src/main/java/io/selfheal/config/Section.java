package io.selfheal.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * One mapping of a configuration file, read by key. A value that is wrong becomes a {@link Problem}
 * and reads as its fallback, so that one run finds every mistake. Whoever reads a section ends with
 * {@link #done()}: keys that nobody asked for are mistakes too.
 */
public final class Section {
  private static final String MAPPING = "a mapping of keys to values";
  private static final String TEXT = "a text";
  private static final String QUOTED_TEXT = "a text (put it in quotes)";

  private final Problems problems;
  private final String path;
  private final JsonNode node;
  private final Optional<String> shorthand;
  private final Set<String> known = new LinkedHashSet<>();

  Section(Problems problems, String path, JsonNode node) {
    this(problems, path, node, Optional.empty());
  }

  /**
   * @param shorthand the key that the only value has when the mapping was written as that value
   */
  private Section(Problems problems, String path, JsonNode node, Optional<String> shorthand) {
    boolean readable = node.isObject() || node.isMissingNode() || node.isNull();
    if (!readable) {
      problems.add(path, node, MAPPING);
    }
    this.problems = readable ? problems : Problems.unheard();
    this.path = path;
    this.node = node;
    this.shorthand = shorthand;
  }

  /** Whether the key is there, with a value. */
  public boolean has(String key) {
    return !at(key).isMissingNode() && !at(key).isNull();
  }

  /** Whether the key is absent, or its list or mapping has no element. */
  public boolean empty(String key) {
    JsonNode value = at(key);
    return value.isMissingNode() || (value.isContainerNode() && value.isEmpty());
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

  Optional<String> optionalString(String key) {
    JsonNode value = at(key);
    String expected = value.isNumber() || value.isBoolean() ? QUOTED_TEXT : TEXT;
    return read(key, expected, JsonNode::textValue);
  }

  /** Notes a mistake for a missing key and for a blank text, and then reads as empty text. */
  public String requiredString(String key, String expected) {
    JsonNode value = at(key);
    if (value.isMissingNode() || (value.isTextual() && value.textValue().isBlank())) {
      problem(key, expected);
      return "";
    }
    return string(key, "");
  }

  public int integer(String key, int fallback, int least, int most) {
    String expected = "a whole number from " + least + " to " + most;
    return read(key, expected, n -> Values.integer(n, least, most)).orElse(fallback);
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
    return parsed(key, Values.DURATION, Values::duration);
  }

  /** So many within a length of time, as {@code 2/1h}. */
  public Rate rate(String key, Rate fallback) {
    return optionalRate(key).orElse(fallback);
  }

  public Optional<Rate> optionalRate(String key) {
    return parsed(key, Values.RATE, Values::rate);
  }

  /** A number of bytes as {@code 512MiB} or {@code 20GiB}. */
  public long bytes(String key, long fallback) {
    return parsed(key, Values.BYTES, Values::bytes).orElse(fallback);
  }

  public Optional<Path> path(String key) {
    return parsed(key, "a path", Values::path);
  }

  public Optional<URI> uri(String key) {
    return parsed(key, "a URL that begins with http:// or https://", Values::httpUri);
  }

  /** A text that its reader understands; one that it does not is a mistake. */
  public <T> Optional<T> parsed(String key, String expected, Function<String, Optional<T>> reader) {
    return read(
        key, expected, n -> Optional.ofNullable(n.textValue()).flatMap(reader).orElse(null));
  }

  /** One of an enum's names, written in lower case with hyphens. */
  public <E extends Enum<E>> E choice(String key, Class<E> type, E fallback) {
    return optionalChoice(key, type).orElse(fallback);
  }

  public <E extends Enum<E>> Optional<E> optionalChoice(String key, Class<E> type) {
    return optionalChoice(key, EnumSet.allOf(type));
  }

  /** As {@link #optionalChoice(String, Class)}, of some of them. */
  public <E extends Enum<E>> Optional<E> optionalChoice(String key, Set<E> among) {
    Map<String, E> choices = new LinkedHashMap<>();
    among.forEach(constant -> choices.put(Slug.of(constant), constant));
    String expected = "one of " + String.join(", ", choices.keySet());
    return parsed(key, expected, text -> Optional.ofNullable(choices.get(text)));
  }

  /** A list of texts; each element that is none is a mistake with its index. */
  public List<String> strings(String key, List<String> fallback) {
    return read(key, "a list of texts", n -> n.isArray() ? n : null)
        .map(list -> texts(list, pathOf(key)))
        .orElse(fallback);
  }

  /** The mapping below a key; an absent one reads as empty. */
  public Section section(String key) {
    return new Section(problems, pathOf(key), at(key));
  }

  /** As {@link #section(String)}; a text in the mapping's place is the value of its main key. */
  public Section section(String key, String mainKey) {
    return shortened(pathOf(key), at(key), mainKey);
  }

  public List<Section> sections(String key) {
    return elements(key, "a list of mappings", this::element);
  }

  /** As {@link #sections(String)}; a text in a mapping's place is the value of its main key. */
  public List<Section> sections(String key, String mainKey) {
    return elements(key, "a list", (at, value) -> shortened(at, value, mainKey));
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
        problems.add(pathOf(key), "an unknown key", Nearest.to(key, known));
      }
    }
  }

  /** A key without a value is a mistake: the line was meant to say something. */
  private <T> Optional<T> read(String key, String expected, Function<JsonNode, T> reader) {
    JsonNode value = at(key);
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    T read = value.isNull() ? null : reader.apply(value);
    if (read == null) {
      problem(key, expected);
    }
    return Optional.ofNullable(read);
  }

  private JsonNode at(String key) {
    known.add(key);
    return node.path(key);
  }

  private String pathOf(String key) {
    return shorthand.filter(key::equals).isPresent() ? path : KeyPath.below(path, key);
  }

  private List<Section> elements(
      String key, String expected, BiFunction<String, JsonNode, Section> reader) {
    List<Section> sections = new ArrayList<>();
    JsonNode list = at(key);
    if (!list.isMissingNode() && !list.isArray()) {
      problem(key, expected);
    }
    for (int i = 0; list.isArray() && i < list.size(); i++) {
      sections.add(reader.apply(KeyPath.element(pathOf(key), i), list.get(i)));
    }
    return sections;
  }

  private Section element(String at, JsonNode value) {
    if (value.isNull()) {
      problems.add(at, value, MAPPING);
      return new Section(Problems.unheard(), at, value);
    }
    return new Section(problems, at, value);
  }

  private Section shortened(String at, JsonNode value, String mainKey) {
    if (value.isValueNode() && !value.isMissingNode()) {
      JsonNode mapping = JsonNodeFactory.instance.objectNode().set(mainKey, value);
      return new Section(problems, at, mapping, Optional.of(mainKey));
    }
    return new Section(problems, at, value);
  }

  private List<String> texts(JsonNode list, String at) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      JsonNode element = list.get(i);
      if (element.isTextual()) {
        texts.add(element.textValue());
      } else {
        problems.add(KeyPath.element(at, i), element, element.isValueNode() ? QUOTED_TEXT : TEXT);
      }
    }
    return texts;
  }
}
