package io.selfheal.sandbox.drive;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The part of Drive's search language that finds our folders and files; the rest is an error. */
final class SandboxDriveQuery {
  private static final Map<Pattern, BiPredicate<Matcher, SandboxDriveFile>> TERMS =
      new LinkedHashMap<>();

  static {
    term("'([^']*)' in parents", (m, file) -> file.entry().parent().equals(m.group(1)));
    term("name = '([^']*)'", (m, file) -> file.name().equals(m.group(1)));
    term("mimeType = '([^']*)'", (m, file) -> file.entry().mimeType().equals(m.group(1)));
    term("trashed = false", (m, file) -> !file.trashed());
    term(
        "appProperties has \\{ key='([^']*)' and value='([^']*)' \\}",
        (m, file) -> m.group(2).equals(file.appProperties().get(m.group(1))));
  }

  private SandboxDriveQuery() {}

  static Predicate<SandboxDriveFile> parse(String query) {
    List<Predicate<SandboxDriveFile>> terms = new ArrayList<>();
    int at = 0;
    while (at < query.length()) {
      Matcher matcher = termAt(query, at, terms);
      at = matcher.end();
      if (query.startsWith(" and ", at)) {
        at += " and ".length();
      }
    }
    return terms.stream().reduce(file -> true, Predicate::and);
  }

  private static Matcher termAt(String query, int at, List<Predicate<SandboxDriveFile>> terms) {
    for (Map.Entry<Pattern, BiPredicate<Matcher, SandboxDriveFile>> term : TERMS.entrySet()) {
      Matcher matcher = term.getKey().matcher(query).region(at, query.length());
      if (matcher.lookingAt()) {
        terms.add(file -> term.getValue().test(matcher, file));
        return matcher;
      }
    }
    throw SandboxDriveException.badRequest("invalid");
  }

  private static void term(String regex, BiPredicate<Matcher, SandboxDriveFile> test) {
    TERMS.put(Pattern.compile(regex), test);
  }
}
