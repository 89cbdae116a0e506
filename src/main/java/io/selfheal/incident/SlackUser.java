package io.selfheal.incident;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Somebody of whom Slack says who it is. The ledger knows them as {@code jane (Slack U012AB3CD)},
 * and takes such a name from nobody else.
 *
 * @param id Slack's, which does not change
 * @param name as people know them, which may
 */
public record SlackUser(String id, String name) {
  private static final Pattern ID = Pattern.compile("[UW][A-Z0-9]{2,30}");
  private static final Pattern WRITTEN = Pattern.compile(".+ \\(Slack ([UW][A-Z0-9]{2,30})\\)");
  private static final Pattern LIKE = Pattern.compile("(?i).*\\(\\s*slack\\b.*");
  private static final Pattern NO_NAME = Pattern.compile("[^\\p{L}\\p{N}._ -]+");
  private static final int MOST_NAME = 60;

  /** Somebody by an id and a name as Slack gave them; empty when that is no user's id. */
  public static Optional<SlackUser> of(String id, String name) {
    String plain = NO_NAME.matcher(name).replaceAll("").strip();
    String shown = plain.length() <= MOST_NAME ? plain : plain.substring(0, MOST_NAME);
    return ID.matcher(id).matches()
        ? Optional.of(new SlackUser(id, shown.isEmpty() ? "somebody" : shown))
        : Optional.empty();
  }

  /** The id, where it is somebody of Slack who decided. */
  public static Optional<String> idIn(String by) {
    Matcher written = WRITTEN.matcher(by);
    return written.matches() ? Optional.of(written.group(1)) : Optional.empty();
  }

  /** Whether a name that was typed in looks as if Slack had vouched for it. */
  public static boolean imitated(String by) {
    return LIKE.matcher(by).matches();
  }

  @Override
  public String toString() {
    return name + " (Slack " + id + ")";
  }
}
