package io.selfheal.webhook;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.selfheal.access.HttpProblem;
import io.selfheal.alert.AlertStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a notification as a stream: Alertmanager's version 4, Grafana's variant of it, and {@code
 * {"alerts":[{"labels":{...}}]}}. Only {@code alerts} and {@code status} are looked at.
 *
 * <p>What is no JSON, or not of this shape, is a 400 with its place. What is over the parser's own
 * bounds (nesting, a text of more than 1 MiB, too many alerts) cannot be read on, and is a 413. An
 * element that is no alert, a text of more than 64 KiB among them, spoils nothing but itself.
 */
final class NotificationParser {
  private static final int MOST_NESTING = 32;
  private static final int MOST_TEXT = 1 << 20;
  private static final int MOST_ALERTS = 100_000;
  private static final int MOST_POINTER = 200;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CHARSET_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MOST_NESTING)
                  .maxStringLength(MOST_TEXT)
                  .maxNameLength(MOST_TEXT)
                  .build())
          .build();

  private final JsonParser parser;
  private final Excerpt excerpt;
  private final Times times = new Times();
  private final List<Element> elements = new ArrayList<>();
  private AlertStatus status = AlertStatus.FIRING;
  private boolean hasAlerts;

  private NotificationParser(JsonParser parser, Excerpt excerpt) {
    this.parser = parser;
    this.excerpt = excerpt;
  }

  static Notification parse(Body body) throws IOException {
    try (JsonParser parser = JSON.createParser(body)) {
      return parse(new NotificationParser(parser, body.excerpt()));
    }
  }

  private static Notification parse(NotificationParser reader) throws IOException {
    try {
      return reader.notification();
    } catch (StreamConstraintsException e) {
      throw reader.problem(413, e.getOriginalMessage(), reader.parser.currentLocation());
    } catch (JsonProcessingException e) {
      throw reader.problem(400, e.getOriginalMessage(), e.getLocation());
    }
  }

  private Notification notification() throws IOException {
    expect(parser.nextToken() == JsonToken.START_OBJECT, "a notification must be a JSON object");
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      readField();
    }
    expect(parser.nextToken() == null, "nothing may follow the notification");
    expect(hasAlerts, "a notification must have alerts");
    return new Notification(status, List.copyOf(elements));
  }

  private void readField() throws IOException {
    String name = parser.currentName();
    JsonToken value = parser.nextToken();
    switch (name) {
      case "alerts" -> readAlerts();
      case "status" -> {
        expect(value == JsonToken.VALUE_STRING, "status must be a text");
        status =
            "resolved".equalsIgnoreCase(parser.getText())
                ? AlertStatus.RESOLVED
                : AlertStatus.FIRING;
      }
      default -> parser.skipChildren();
    }
  }

  private void readAlerts() throws IOException {
    expect(parser.currentToken() == JsonToken.START_ARRAY, "alerts must be an array");
    hasAlerts = true;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (elements.size() == MOST_ALERTS) {
        throw problem(413, "more than " + MOST_ALERTS + " alerts", parser.currentTokenLocation());
      }
      elements.add(readElement());
    }
  }

  private Element readElement() throws IOException {
    excerpt.begin(parser.currentTokenLocation().getByteOffset());
    JsonStreamContext list = listContext();
    try {
      return new AlertReader(parser, times).read();
    } catch (UnsoundException e) {
      skipTo(list);
      return new Element.Unsound(
          excerpt.until(parser.currentLocation().getByteOffset()), e.getMessage());
    }
  }

  private JsonStreamContext listContext() {
    JsonStreamContext context = parser.getParsingContext();
    return parser.currentToken().isStructStart() ? context.getParent() : context;
  }

  /** Passes over what is left of an element. */
  private void skipTo(JsonStreamContext list) throws IOException {
    while (parser.getParsingContext() != list) {
      parser.nextToken();
    }
    parser.finishToken();
  }

  private void expect(boolean holds, String sentence) {
    if (!holds) {
      throw problem(400, sentence, parser.currentTokenLocation());
    }
  }

  private HttpProblem problem(int status, String detail, JsonLocation place) {
    String pointer = parser.getParsingContext().pathAsPointer().toString();
    return new HttpProblem(status, detail)
        .with("pointer", pointer.substring(0, Math.min(MOST_POINTER, pointer.length())))
        .with("line", place.getLineNr())
        .with("column", place.getColumnNr())
        .header("Connection", "close");
  }
}
