package io.selfheal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a page refers to is there: files, headings, tests and keys. */
class PageReferencesTest {
  private static final Pattern FILE =
      Pattern.compile("(?<![\\w/-])((?:\\.\\./)?(?:config|rbac|docs|src)/[\\w./-]*\\w)");
  private static final Pattern LINK = Pattern.compile("]\\((?!https:)([^)]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
  private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT))`");
  private static final Pattern KEY =
      Pattern.compile(
          "`(?:listen|operator|limits|labels|kubernetes|capture|recovery|ledger|spool|store|slack"
              + "|when)\\.(?:\\w+\\.)?([a-zA-Z]+)`");
  private static final Pattern LITERAL = Pattern.compile("\"([a-zA-Z]+)\"");

  @Test
  void every_file_that_a_page_names_is_there() throws IOException {
    assertThere(FILE, (page, name) -> Files.exists(Path.of(name.replaceFirst("^\\.\\./", ""))));
  }

  @Test
  void every_link_leads_to_a_page_and_a_heading_of_it() throws IOException {
    assertThere(LINK, PageReferencesTest::leadsSomewhere);
  }

  @Test
  void every_test_that_a_page_names_is_there() throws IOException {
    Set<String> tests =
        files("src/test/java").stream()
            .map(file -> file.getFileName().toString().replaceFirst("\\.java$", ""))
            .collect(Collectors.toSet());
    assertThere(TEST, (page, name) -> tests.contains(name));
  }

  @Test
  void every_key_that_a_page_names_is_read() throws IOException {
    Set<String> read = new TreeSet<>();
    files("src/main/java").forEach(file -> read.addAll(found(LITERAL, file)));
    assertThere(KEY, (page, key) -> read.contains(key));
  }

  private interface Check {
    boolean holds(Path page, String reference);
  }

  private static void assertThere(Pattern reference, Check check) throws IOException {
    Set<String> missing = new TreeSet<>();
    int seen = 0;
    for (Path page : pages()) {
      for (String name : found(reference, page)) {
        seen++;
        if (!check.holds(page, name)) {
          missing.add(page + ": " + name);
        }
      }
    }
    assertEquals(Set.of(), missing);
    assertFalse(seen == 0, "no page refers to anything by " + reference);
  }

  private static boolean leadsSomewhere(Path page, String link) {
    String[] parts = link.split("#", 2);
    Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
    return Files.exists(target)
        && (parts.length == 1
            || found(HEADING, target).stream().anyMatch(text -> anchor(text).equals(parts[1])));
  }

  /** As GitHub makes it of a heading. */
  private static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\w -]", "").replace(' ', '-');
  }

  private static Set<String> found(Pattern pattern, Path file) {
    try {
      return pattern
          .matcher(Files.readString(file))
          .results()
          .map(match -> match.group(1))
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<Path> pages() throws IOException {
    Set<Path> pages = new TreeSet<>(files("docs"));
    pages.removeIf(file -> !file.toString().endsWith(".md"));
    for (String name : Set.of("README.md", "CONTRIBUTING.md", "RATIONALE.md", "SECURITY.md")) {
      pages.add(Path.of(name));
    }
    return pages;
  }

  private static Set<Path> files(String folder) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(folder))) {
      return files.filter(Files::isRegularFile).collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
