package io.selfheal.notification;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Text that came from outside, made harmless for any reader: one line, no control characters, no
 * invisible or direction-changing ones, and no longer than a person reads.
 */
final class Foreign {
  private static final int NAME = 200;
  private static final int SENTENCE = 600;
  private static final int URL = 1_000;
  private static final Pattern UNSEEN =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}\\s]+");

  private Foreign() {}

  /** The value of a label, or a name. */
  static String name(String text) {
    return shown(text, NAME);
  }

  static String sentence(String text) {
    return shown(text, SENTENCE);
  }

  /** A link that a person may follow: http or https, with a host and without a password. */
  static Optional<URI> link(String text) {
    if (text.length() > URL) {
      return Optional.empty();
    }
    try {
      URI uri = new URI(text.strip());
      boolean http =
          "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
      boolean plain = uri.getHost() != null && uri.getRawUserInfo() == null;
      return http && plain ? Optional.of(URI.create(uri.toASCIIString())) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static String shown(String text, int most) {
    String looked = text.length() <= 2 * most ? text : text.substring(0, 2 * most);
    String line = UNSEEN.matcher(looked).replaceAll(" ").strip();
    boolean whole = line.length() <= most && looked.length() == text.length();
    return whole ? line : cut(line, most - 1) + "…";
  }

  private static String cut(String line, int most) {
    if (line.length() <= most) {
      return line;
    }
    int end = Character.isHighSurrogate(line.charAt(most - 1)) ? most - 1 : most;
    return line.substring(0, end);
  }
}
