package io.selfheal.triage.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.triage.Diagnosis;
import io.selfheal.triage.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlReportTest {
  private static final Pattern TAG = Pattern.compile("<([a-z0-9]+)[ />]");
  private static final Set<String> OURS =
      Set.of(
          "html", "head", "meta", "title", "style", "body", "main", "header", "section", "footer",
          "h1", "h2", "p", "ol", "ul", "li", "b", "code", "small", "span", "time", "div", "details",
          "summary", "svg", "rect", "text", "table", "thead", "tbody", "tr", "th", "td");

  private final String html = HtmlReport.of(Sample.report());

  @Test
  void nothing_that_comes_from_elsewhere_is_markup() {
    assertFalse(html.contains("<img"), html);
    assertFalse(html.contains("=x onerror=alert(1)>"), html);
    Set<String> tags =
        TAG.matcher(html)
            .results()
            .map((MatchResult tag) -> tag.group(1))
            .filter(tag -> !OURS.contains(tag))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(Set.of(), tags);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://", "https://", " src=\"", " href=", "@import", "url(", "<script", "<link"})
  void the_page_needs_nothing_but_itself(String resource) {
    assertFalse(html.contains(resource), resource);
  }

  @Test
  void the_page_may_load_nothing_even_if_it_would() {
    assertTrue(html.contains("default-src 'none'; style-src 'unsafe-inline'"), html);
  }

  @Test
  void the_verdict_stands_above_all_else() {
    int verdict = html.indexOf("<h1>");
    assertTrue(html.startsWith("<code>Cache&lt;img", verdict + "<h1>".length()), html);
    assertTrue(verdict < html.indexOf("<h2>"), html);
  }

  @Test
  void each_part_of_the_diagnosis_has_its_place() {
    List<String> headings =
        Pattern.compile("<h2>(.*?)</h2>")
            .matcher(html)
            .results()
            .map(found -> found.group(1))
            .toList();
    assertEquals(
        List.of(
            "Findings",
            "Heap by package and class",
            "What retains most",
            "Threads by state and stack",
            "The incident",
            "What could not be read"),
        headings);
  }

  @Test
  void a_diagnosis_without_anything_says_so() {
    Diagnosis nothing =
        new Diagnosis(
            new Verdict(List.of()),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of("thread-dump-1.txt"),
            List.of());
    String page = HtmlReport.of(new Report("t", nothing, Timeline.NONE, List.of()));
    assertTrue(page.contains("<h1>Nothing conclusive in thread-dump-1.txt</h1>"), page);
    assertFalse(page.contains("<h2>"), page);
  }
}
