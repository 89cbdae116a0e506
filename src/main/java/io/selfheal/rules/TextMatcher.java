package io.selfheal.rules;

import io.selfheal.config.Slug;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Compares a label's value with what a rule wants: equal, containing, or matching a whole pattern.
 */
public record TextMatcher(Kind kind, String text, boolean caseSensitive, Pattern pattern) {
  /** The key under which a rule says it. */
  public enum Kind {
    EQUALS,
    CONTAINS,
    MATCHES
  }

  /** Compiles the pattern; throws PatternSyntaxException for a bad one. */
  public static TextMatcher of(Kind kind, String text, boolean caseSensitive) {
    String regex = kind == Kind.MATCHES ? text : Pattern.quote(text);
    int flags = caseSensitive ? 0 : Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
    return new TextMatcher(kind, text, caseSensitive, Pattern.compile(regex, flags));
  }

  boolean matches(String value) {
    return switch (kind) {
      case EQUALS -> pattern.matcher(value).matches();
      case CONTAINS -> pattern.matcher(value).find();
      case MATCHES -> matchesWithinBounds(new StepLimitedText(value));
    };
  }

  /** As {@link #matches}; a pattern that cannot decide about a value does not fit it. */
  boolean fits(String value) {
    try {
      return matches(value);
    } catch (UndecidedException e) {
      return false;
    }
  }

  /** Repeated alternatives recurse once a character, which a deep caller's stack may not bear. */
  private boolean matchesWithinBounds(StepLimitedText value) {
    try {
      return pattern.matcher(value).matches();
    } catch (StackOverflowError e) {
      throw new UndecidedException("a pattern is too deep for a value");
    }
  }

  /** A pattern equals only itself, so it stays out of the comparison. */
  @Override
  public boolean equals(Object other) {
    return other instanceof TextMatcher that
        && kind == that.kind
        && caseSensitive == that.caseSensitive
        && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return Objects.hash(kind, text, caseSensitive);
  }

  @Override
  public String toString() {
    return Slug.of(kind) + " " + text;
  }
}
