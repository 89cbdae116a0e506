package io.selfheal.notification;

import io.selfheal.notification.NotificationException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** A token or a secret URL: read at each use, so that it can be rotated, and never shown. */
public final class Secret {
  /** Checked here, as an HTTP client's complaint about a bad header would quote it. */
  private static final Pattern PRINTABLE = Pattern.compile("[!-~]{1,4096}");

  private interface Source {
    String read() throws IOException;
  }

  private final String name;
  private final Source source;

  private Secret(String name, Source source) {
    this.name = name;
    this.source = source;
  }

  public static Secret inFile(Path file) {
    return new Secret("the file " + file, () -> Files.readString(file));
  }

  /**
   * @param variable where it came from, for messages
   */
  public static Secret inEnvironment(String variable, String value) {
    return new Secret("the environment variable " + variable, () -> value);
  }

  public String read() throws NotificationException {
    try {
      String text = source.read().strip();
      if (!PRINTABLE.matcher(text).matches()) {
        throw unusable("it is empty, or holds white space or other than ASCII");
      }
      return text;
    } catch (IOException e) {
      throw unusable(e.getClass().getSimpleName());
    }
  }

  private NotificationException unusable(String why) {
    return new NotificationException(
        Reason.NO_SECRET,
        "Cannot read the secret from " + name + ": " + why + "; put it there, on one line");
  }

  @Override
  public String toString() {
    return "a secret from " + name;
  }
}
