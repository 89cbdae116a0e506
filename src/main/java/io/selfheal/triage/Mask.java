package io.selfheal.triage;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes out of a line what looks like a secret: tokens, keys, mail addresses, the user and the
 * query of a URL, long runs of digits or of what no one would type. Names of classes, methods,
 * fields and pools stay as they are, so does the address of an object. A line that was masked is
 * masked for good: once more changes nothing.
 */
public final class Mask {
  static final String MASKED = "***";

  private static final int LONGEST = 4_000;
  private static final int CONTEXT = 300;
  private static final String CUT = " ...";

  private record Rule(Pattern looks, String instead) {
    static Rule of(String looks, String instead) {
      return new Rule(Pattern.compile(looks), instead);
    }

    String applied(String line) {
      return looks.matcher(line).replaceAll(instead);
    }
  }

  private static final String NAMED =
      "(?i)((?:(?<![a-z])(?:pass|psw|pin|cvc|cvv)|password|passwd|passphrase|pwd|secret|token|api[-_.]?key|access[-_.]?key"
          + "|(?:private|account|secret)[-_.]?key(?:[-_.]base)?|credentials?|authorization|cookie|session[-_.]?id)[\"']?[\\s\u00a0]{0,3}[=:][\\s\u00a0]{0,3})";

  private static final List<Rule> RULES =
      List.of(
          Rule.of("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]", "?"),
          Rule.of("-----BEGIN [A-Z ]{0,40}KEY-----.*", MASKED),
          Rule.of("(://)[^\\s/]{1,500}@", "$1" + MASKED + "@"),
          Rule.of("(://[^\\s?#\"'<>]{1,500})[?#][^\\s\"'<>]{1,2000}", "$1?" + MASKED),
          Rule.of("(?i)(hooks\\.slack\\.com/services/)[\\w/]{1,500}", "$1" + MASKED),
          Rule.of("(?i)(cookie\\s{0,3}:\\s{0,3}).{1,4000}", "$1" + MASKED),
          Rule.of("(?i)\\b(bearer|basic|digest|negotiate) [A-Za-z0-9+/=._~-]{8,}", "$1 " + MASKED),
          Rule.of(
              NAMED
                  + "(?!\\*\\*\\*)(?:\"(?:[^\"\\\\]|\\\\.){0,500}\"?|'[^']{0,500}'?|[^\\s,;&]{1,500})",
              "$1" + MASKED),
          Rule.of("\\beyJ[A-Za-z0-9_-]{4,}(?:\\.[A-Za-z0-9_-]*){0,4}", MASKED),
          Rule.of("\\b(?:AKIA|ASIA)[A-Z0-9]{12,}", MASKED),
          Rule.of("\\bAIza[A-Za-z0-9_-]{30,}", MASKED),
          Rule.of(
              "\\b(?:gh[a-z]_|github_pat_|glpat-|xox[a-z]-|xapp-|sk-|[sr]k_live_|npm_|dop_v\\d_|ya29\\.|SG\\.)"
                  + "[A-Za-z0-9_.-]{6,}",
              MASKED),
          Rule.of(
              "[A-Za-z0-9._%+-]{1,64}(?:@|%40)[A-Za-z0-9-]{1,63}(?:\\.[A-Za-z0-9-]{1,63}){0,5}"
                  + "\\.[A-Za-z]{2,24}\\b",
              MASKED),
          Rule.of("(?i)\\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\\b", MASKED),
          Rule.of("(?i)\\b[0-9a-f]{2,8}(?:[-:][0-9a-f]{2,8}){5,15}\\b", MASKED),
          Rule.of("(?<![\\d.])\\d{3,4}(?:[ -]\\d{3,4}){3,5}(?!\\d)", MASKED),
          Rule.of("\\+\\d{1,3}(?:[ ()/-]{1,2}\\d{2,8}){2,5}", MASKED));

  /** Base64 as it is, and as URLs and file names have it. */
  private static final Pattern ENCODED = Pattern.compile("[A-Za-z0-9+/_-]{20,}={0,2}");

  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9]{9,}");
  private static final Pattern ADDRESS = Pattern.compile("0x[0-9a-f]{1,16}");
  private static final Pattern DIGITS = Pattern.compile("\\d{9,}");
  private static final Pattern HEXADECIMAL = Pattern.compile("(?=.*\\d)[0-9A-Fa-f]{16,}");

  private Mask() {}

  /**
   * One line without control characters, cut where it is longer than any that people would read.
   */
  public static String of(String line) {
    String masked = line.length() > LONGEST ? line.substring(0, LONGEST) + CUT : line;
    for (Rule rule : RULES) {
      masked = rule.applied(masked);
    }
    masked = ENCODED.matcher(masked).replaceAll(found -> quoted(found, encoded(found.group())));
    return WORD.matcher(masked).replaceAll(found -> quoted(found, secret(found.group())));
  }

  /** The same, and no longer than that: by what follows, a secret at its end is known as one. */
  static String of(String line, int longest) {
    String masked = of(line.substring(0, Math.min(line.length(), longest + CONTEXT)));
    if (masked.length() <= longest) {
      return masked;
    }
    int end = Character.isHighSurrogate(masked.charAt(longest - 1)) ? longest - 1 : longest;
    return masked.substring(0, end) + CUT;
  }

  private static String quoted(MatchResult found, boolean secret) {
    return secret ? MASKED : Matcher.quoteReplacement(found.group());
  }

  private static boolean encoded(String run) {
    Letters letters = Letters.of(run);
    return letters.mixed()
        && letters.digits() > 0
        && letters.length() >= 20
        && letters.perWord() <= (letters.length() >= 32 ? 3.2 : 2.6);
  }

  private static boolean secret(String word) {
    if (ADDRESS.matcher(word).matches()) {
      return false;
    }
    return DIGITS.matcher(word).find()
        || HEXADECIMAL.matcher(word).matches()
        || random(Letters.of(word));
  }

  /** People write names of words; a key has hardly two signs of a kind in a row. */
  private static boolean random(Letters word) {
    if (word.digits() >= 3 && word.length() >= 16) {
      return word.perWord() <= (word.length() >= 20 ? 3.0 : 2.6);
    }
    return word.mixed() && word.length() >= 20 && word.perWord() <= 2.6;
  }
}
