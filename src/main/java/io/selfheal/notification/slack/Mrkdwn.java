package io.selfheal.notification.slack;

import io.selfheal.notification.IncidentMessage.Line;
import io.selfheal.notification.IncidentMessage.Link;
import java.util.regex.Pattern;

/**
 * Slack's markup. Every text is escaped here, so that none of it can mention, link or format on its
 * own account.
 */
final class Mrkdwn {
  /** The most characters that a section's text may have. */
  static final int SECTION = 3_000;

  private static final int LINE_TEXT = 2_000;
  private static final int LINK = 100;
  private static final Pattern CALL = Pattern.compile("(?i)@(?=here|channel|everyone|group)");
  private static final String JOINER = "\u2060";

  private Mrkdwn() {}

  /**
   * Escapes as much of a text as fits; an invisible joiner takes the call out of an {@code @here}.
   */
  static String escape(String text, int most) {
    StringBuilder escaped = new StringBuilder();
    int[] characters = CALL.matcher(text).replaceAll("@" + JOINER).codePoints().toArray();
    for (int character : characters) {
      String next = escape(character);
      if (escaped.length() + next.length() > most - 1) {
        return escaped.append('…').toString();
      }
      escaped.append(next);
    }
    return escaped.toString();
  }

  /** The name in bold, the text, and what it links to; at most {@link #SECTION} characters. */
  static String line(Line line) {
    StringBuilder shown = new StringBuilder("*" + line.label() + "* ");
    shown.append(escape(line.text(), LINE_TEXT));
    for (Link link : line.links()) {
      String next = (shown.toString().endsWith(" ") ? "" : " · ") + link(link);
      if (shown.length() + next.length() <= SECTION) {
        shown.append(next);
      }
    }
    return shown.toString();
  }

  private static String link(Link link) {
    return "<" + escape(link.url().toString(), SECTION) + "|" + escape(link.label(), LINK) + ">";
  }

  private static String escape(int character) {
    return switch (character) {
      case '&' -> "&amp;";
      case '<' -> "&lt;";
      case '>' -> "&gt;";
      default -> Character.toString(character);
    };
  }
}
