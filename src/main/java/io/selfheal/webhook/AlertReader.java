package io.selfheal.webhook;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.selfheal.alert.Alert;
import io.selfheal.alert.AlertStatus;
import io.selfheal.alert.Fingerprint;
import io.selfheal.alert.Labels;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads one alert from the parser, token by token; what it does not know it passes over. */
public final class AlertReader {
  private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-fA-F]{16}");

  /** Go's zero time: the sender does not know. */
  private static final Instant ZERO = Instant.parse("0001-01-01T00:00:00Z");

  private static final Instant EARLIEST = Instant.EPOCH;
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private final JsonParser parser;
  private final Texts texts;
  private final Times times;
  private String status;
  private String fingerprint;
  private String startsAt;
  private SortedMap<String, String> labels = new TreeMap<>();
  private SortedMap<String, String> annotations = new TreeMap<>();

  AlertReader(JsonParser parser, Times times) {
    this.parser = parser;
    this.times = times;
    this.texts = new Texts(parser);
  }

  /** The alert that the parser stands on, which says no status and therefore fires. */
  public static Alert readFiring(JsonParser parser) throws IOException, UnsoundException {
    return new AlertReader(parser, new Times()).read().alert();
  }

  /** The parser stands on the element's first token. */
  Element.Sound read() throws IOException, UnsoundException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw new UnsoundException("an alert must be an object");
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      readField();
    }
    return new Element.Sound(alert(), status != null);
  }

  private void readField() throws IOException, UnsoundException {
    String name = parser.currentName();
    parser.nextToken();
    switch (name) {
      case "status" -> status = texts.text("status");
      case "fingerprint" -> fingerprint = texts.text("fingerprint");
      case "startsAt" -> startsAt = texts.text("startsAt");
      case "labels" -> labels = texts.map("labels");
      case "annotations" -> annotations = texts.map("annotations");
      default -> parser.skipChildren();
    }
  }

  private Alert alert() throws UnsoundException {
    labels.values().removeIf(String::isEmpty);
    if (labels.isEmpty()) {
      throw new UnsoundException("an alert must have labels");
    }
    Labels all = new Labels(labels);
    return new Alert(
        fingerprintOf(all), readStatus(), all, new Labels(annotations), readStartsAt());
  }

  private Fingerprint fingerprintOf(Labels all) {
    return fingerprint != null && FINGERPRINT.matcher(fingerprint).matches()
        ? new Fingerprint(fingerprint.toLowerCase(Locale.ROOT))
        : Fingerprint.of(all);
  }

  private AlertStatus readStatus() throws UnsoundException {
    if (status == null || status.equalsIgnoreCase("firing")) {
      return AlertStatus.FIRING;
    }
    if (status.equalsIgnoreCase("resolved")) {
      return AlertStatus.RESOLVED;
    }
    throw new UnsoundException("status must be firing or resolved");
  }

  /**
   * To the millisecond: Alertmanager's API cuts the same start there that its webhook sends with
   * nine decimals, and by it the ledger knows an alert again.
   */
  private Optional<Instant> readStartsAt() throws UnsoundException {
    if (startsAt == null) {
      return Optional.empty();
    }
    Instant instant = times.read("startsAt", startsAt);
    if (instant.equals(ZERO)) {
      return Optional.empty();
    }
    if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
      throw new UnsoundException("startsAt must lie between the years 1970 and 9999");
    }
    return Optional.of(instant.truncatedTo(ChronoUnit.MILLIS));
  }
}
