package io.selfheal.rules;

/**
 * A text that a pattern may look at only so often: Java's regular expressions backtrack, and a
 * label's value must not be able to hold the webhook up.
 */
final class StepLimitedText implements CharSequence {
  private static final int LONGEST = 1_024;
  private static final int MOST_LOOKS = 200_000;

  private final String text;
  private int looks;

  StepLimitedText(String text) {
    if (text.length() > LONGEST) {
      throw new UndecidedException("a value has more than " + LONGEST + " characters");
    }
    this.text = text;
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public char charAt(int index) {
    looks++;
    if (looks > MOST_LOOKS) {
      throw new UndecidedException("a pattern takes too many steps on a value");
    }
    return text.charAt(index);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.subSequence(start, end);
  }

  @Override
  public String toString() {
    return text;
  }
}
