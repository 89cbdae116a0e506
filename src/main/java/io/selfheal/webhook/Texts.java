package io.selfheal.webhook;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads texts within bounds; what is out of bounds spoils its alert and no other. */
final class Texts {
  private static final int MOST_CHARACTERS = 64 * 1024;
  private static final int MOST_ENTRIES = 256;

  private final JsonParser parser;

  Texts(JsonParser parser) {
    this.parser = parser;
  }

  /** The value that the parser stands on; null for JSON's null. */
  String text(String what) throws IOException, UnsoundException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return null;
    }
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw new UnsoundException(what + " must be a text");
    }
    return sound(parser.getText(), "", what);
  }

  /** An object whose values are texts; empty for null. */
  SortedMap<String, String> map(String what) throws IOException, UnsoundException {
    SortedMap<String, String> map = new TreeMap<>();
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return map;
    }
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw new UnsoundException(what + " must be an object of texts");
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = sound(parser.currentName(), "a name in ", what);
      map.put(name, value(what));
      if (map.size() > MOST_ENTRIES) {
        throw new UnsoundException(what + " must have at most " + MOST_ENTRIES + " entries");
      }
    }
    return map;
  }

  private String value(String map) throws IOException, UnsoundException {
    if (parser.nextToken() != JsonToken.VALUE_STRING) {
      throw new UnsoundException("a value in " + map + " must be a text");
    }
    return sound(parser.getText(), "a value in ", map);
  }

  private static String sound(String text, String part, String what) throws UnsoundException {
    if (text.length() > MOST_CHARACTERS) {
      throw new UnsoundException(
          part + what + " must be at most " + MOST_CHARACTERS + " characters long");
    }
    if (hasHalfCharacter(text)) {
      throw new UnsoundException(part + what + " must be valid Unicode");
    }
    return text;
  }

  /** Half of a surrogate pair could not be written to the ledger as UTF-8, now or ever. */
  private static boolean hasHalfCharacter(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return text.codePoints().anyMatch(Texts::isHalf);
      }
    }
    return false;
  }

  private static boolean isHalf(int point) {
    return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
  }
}
