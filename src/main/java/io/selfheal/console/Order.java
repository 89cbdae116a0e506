package io.selfheal.console;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import io.selfheal.access.HttpProblem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The body of a request that changes something: a small JSON object of texts. Its content type must
 * be {@code application/json}, which no web page can send to another site without being asked.
 */
final class Order {
  private static final int MOST_BYTES = 8 * 1024;
  private static final int MOST_TEXT = 200;
  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final JsonNode body;

  private Order(JsonNode body) {
    this.body = body;
  }

  /**
   * @param keys all that it may have
   */
  static Order of(Context context, String... keys) throws IOException {
    checkMedia(context.header("Content-Type"));
    byte[] bytes = context.bodyInputStream().readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw new HttpProblem(413, "The body is larger than " + MOST_BYTES + " bytes")
          .header("Connection", "close");
    }
    Order order = new Order(parse(bytes));
    order.allow(List.of(keys));
    return order;
  }

  /** A text of one line; a missing one is a mistake. */
  String required(String key) {
    return optional(key)
        .filter(text -> !text.isBlank())
        .orElseThrow(() -> new HttpProblem(400, "The body needs '" + key + "', a text"));
  }

  Optional<String> optional(String key) {
    JsonNode value = body.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    String text = value.isTextual() ? value.textValue().strip() : null;
    if (text == null || text.length() > MOST_TEXT || UNSEEN.matcher(text).find()) {
      throw new HttpProblem(
          400, "'" + key + "' must be a text of one line and at most " + MOST_TEXT + " signs");
    }
    return Optional.of(text);
  }

  private void allow(List<String> keys) {
    List<String> unknown = new ArrayList<>();
    body.fieldNames().forEachRemaining(unknown::add);
    unknown.removeAll(keys);
    if (!unknown.isEmpty()) {
      throw new HttpProblem(
          400, "The body may have " + String.join(", ", keys) + ", and no other keys");
    }
  }

  private static JsonNode parse(byte[] bytes) {
    try {
      JsonNode node = JSON.readTree(bytes);
      if (node.isObject()) {
        return node;
      }
    } catch (IOException e) {
      throw new HttpProblem(400, "The body is no JSON");
    }
    throw new HttpProblem(400, "The body must be a JSON object");
  }

  private static void checkMedia(String type) {
    String media = type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (!media.equals("application/json")) {
      throw new HttpProblem(415, "The content type must be application/json");
    }
  }
}
