package io.selfheal.doctor;

import io.selfheal.config.Slug;

/**
 * How it stands with one thing that the configuration needs.
 *
 * @param check what was looked at, as {@code slack channel #payments}
 * @param detail a sentence without its end, or a figure
 * @param mend what to do; empty where there is nothing to do
 */
public record Finding(String check, State state, String detail, String mend) {
  private static final String BETWEEN = "; ";
  private static final String PROMISE = "it is tried again";
  private static final String LOOK =
      "see that it is up and that the network lets us call it, then ask again";

  /** How it stands. */
  public enum State {
    OK,
    /** The product works without it, or it could not be looked at. */
    WARNING,
    FAILED,
    /** It is not configured. */
    SKIPPED;

    public String slug() {
      return Slug.of(this);
    }
  }

  static Finding ok(String check, String detail) {
    return new Finding(check, State.OK, detail, "");
  }

  static Finding warning(String check, String detail, String mend) {
    return new Finding(check, State.WARNING, detail, mend);
  }

  public static Finding failed(String check, String detail, String mend) {
    return new Finding(check, State.FAILED, detail, mend);
  }

  /**
   * Of one of our error messages, which end with the mend: "Cannot see it: it is away; wake it".
   */
  static Finding failed(String check, String message) {
    int end = message.lastIndexOf(BETWEEN);
    return end < 0
        ? failed(check, message, "")
        : failed(check, message.substring(0, end), message.substring(end + BETWEEN.length()));
  }

  /** The same with a mend, where the message only promises that it is tried again. */
  Finding passing() {
    return mend.equals(PROMISE) ? new Finding(check, state, detail, LOOK) : this;
  }

  public static Finding skipped(String check, String detail) {
    return new Finding(check, State.SKIPPED, detail, "");
  }

  public boolean failed() {
    return state == State.FAILED;
  }
}
