package io.selfheal.storage.drive;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An upload that Drive has agreed to. Whoever knows the URI may write the file, without any other
 * credential: it is a secret, and does not show in {@link #toString}.
 *
 * @param sha256 of the content it was begun for; another content needs another session
 */
record UploadSession(String fileId, String sha256, String uri) {
  private static final Pattern TEXT = Pattern.compile("(\\S+) ([0-9a-f]{64}) (https?://\\S+)");

  /** What {@link #text} wrote; empty for anything else. */
  static Optional<UploadSession> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    return matcher.matches()
        ? Optional.of(new UploadSession(matcher.group(1), matcher.group(2), matcher.group(3)))
        : Optional.empty();
  }

  /** All of it in one line, to be kept. */
  String text() {
    return fileId + " " + sha256 + " " + uri;
  }

  @Override
  public String toString() {
    return "UploadSession[" + fileId + "]";
  }
}
