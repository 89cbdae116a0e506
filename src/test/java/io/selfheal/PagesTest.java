package io.selfheal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.selfheal.config.Slug;
import io.selfheal.evidence.FailureReason;
import io.selfheal.incident.Outcome;
import io.selfheal.incident.Receipt;
import io.selfheal.incident.audit.AuditKind;
import io.selfheal.kubernetes.ClusterException;
import io.selfheal.notification.NotificationException;
import io.selfheal.storage.StorageException;
import io.selfheal.triage.Fault;
import io.selfheal.webhook.alertmanager.AlertmanagerException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever the product says or reads by a name of its own is explained on its page. */
class PagesTest {
  private static final Path SOURCES = Path.of("src/main/java/io/selfheal");
  private static final Pattern REASON =
      Pattern.compile("(?:refused?|deferred|stopped|new Reason)\\(\\s*\"([a-z-]+)\"");
  private static final Pattern METRIC = Pattern.compile("\"(selfheal(?:\\.[a-z]+)+)\"");
  private static final Pattern KEY =
      Pattern.compile(
          "(?:section|root|limits|ledger|basic|element)"
              + "\\.(?!problem)[a-zA-Z]+\\(\\s*\"([a-zA-Z]+)\"");

  @Test
  void every_answer_outcome_and_kind_of_audit_entry_is_explained() throws IOException {
    assertExplained(slugs("", Receipt.Decision.values()));
    assertExplained(slugs("", Outcome.values()));
    assertExplained(slugs("", AuditKind.values()));
  }

  @Test
  void every_fault_is_named() throws IOException {
    assertEquals(Set.of(), missing(slugs("`", Fault.values()), page("triage.md")));
  }

  @Test
  void every_reason_is_explained() throws IOException {
    assertExplained(named(REASON));
    assertExplained(slugs("", FailureReason.values()));
    assertExplained(slugs("cluster-", ClusterException.Reason.values()));
    assertExplained(slugs("", StorageException.Reason.values()));
    assertExplained(slugs("", NotificationException.Reason.values()));
    assertExplained(slugs("", AlertmanagerException.Reason.values()));
  }

  @Test
  void every_metric_is_explained_and_none_that_is_not_there() throws IOException {
    Set<String> metrics =
        named(METRIC).stream().map(name -> name.replace('.', '_')).collect(Collectors.toSet());
    Set<String> explained = found(Pattern.compile("`(selfheal_[a-z_]+)"), page("operations.md"));
    assertEquals(Set.of(), missing(metrics, String.join(" ", explained)));
    explained.removeIf(name -> metrics.stream().anyMatch(name::startsWith));
    assertEquals(Set.of(), explained);
  }

  @Test
  void every_key_is_explained() throws IOException {
    Set<String> keys = named(KEY);
    assertFalse(keys.isEmpty());
    String code = String.join(" ", found(Pattern.compile("`([^`\\n]+)`"), pages()));
    keys.removeIf(key -> Pattern.compile("\\b" + key + "\\b").matcher(code).find());
    assertEquals(Set.of(), keys);
  }

  private static void assertExplained(Set<String> slugs) throws IOException {
    assertFalse(slugs.isEmpty());
    Set<String> ticked = slugs.stream().map(slug -> "`" + slug + "`").collect(Collectors.toSet());
    assertEquals(Set.of(), missing(ticked, page("operations.md")));
  }

  private static Set<String> missing(Set<String> names, String text) {
    return names.stream().filter(name -> !text.contains(name)).collect(Collectors.toSet());
  }

  private static Set<String> slugs(String prefix, Enum<?>... constants) {
    return Stream.of(constants)
        .map(constant -> prefix + Slug.of(constant))
        .collect(Collectors.toSet());
  }

  /** What the product's sources name, the sandbox left out. */
  private static Set<String> named(Pattern pattern) throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.startsWith(SOURCES.resolve("sandbox")))
          .flatMap(file -> found(pattern, read(file)).stream())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static Set<String> found(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String pages() {
    return List.of("configuration.md", "rules.md").stream()
        .map(PagesTest::page)
        .collect(Collectors.joining());
  }

  private static String page(String name) {
    return read(Path.of("docs", name));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
