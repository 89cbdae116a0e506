package io.selfheal.rules;

import static io.selfheal.evidence.Extent.USUAL;

import io.selfheal.config.Section;
import io.selfheal.evidence.ArtefactKind;
import io.selfheal.evidence.Extent;
import io.selfheal.evidence.Verification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads one rule. What it leaves out falls to the careful side: it observes, and keeps the pod. */
final class RuleReader {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
  private static final String NAMED = "a name of at most 63 lower-case letters, digits and hyphens";
  private static final int MOST_REPLICAS = 10_000;
  private static final int LONGEST_SERIES = 20;
  private static final Duration LONGEST_INTERVAL = Duration.ofMinutes(1);
  private static final Duration LONGEST_RECORDING = Duration.ofMinutes(5);

  private static final Set<ArtefactKind> KINDS =
      Stream.of(ArtefactKind.values())
          .filter(kind -> !kind.written())
          .collect(Collectors.toCollection(() -> EnumSet.noneOf(ArtefactKind.class)));

  private RuleReader() {}

  static Rule read(Section section) {
    Rule rule =
        new Rule(
            name(section),
            ConditionReader.read(section),
            section.choice("mode", Mode.class, Mode.OBSERVE),
            response(section),
            limits(section.section("limits")));
    section.done();
    return rule;
  }

  private static String name(Section section) {
    String name = section.requiredString("name", NAMED);
    if (!name.isEmpty() && !NAME.matcher(name).matches()) {
      section.problem("name", NAMED);
    }
    return name;
  }

  private static Response response(Section section) {
    Response response =
        new Response(
            evidence(section),
            section.choice("then", Then.class, Then.NONE),
            section.choice("removeBy", RemoveBy.class, RemoveBy.EVICT),
            section.choice("approval", ApprovalNeed.class, ApprovalNeed.NONE));
    if (section.empty("capture") && !section.has("then")) {
      section.problem("then", "something to do: capture, then, or both");
    }
    return response;
  }

  private static EvidenceDemand evidence(Section section) {
    return new EvidenceDemand(
        captures(section),
        ConditionReader.matcher(section, "jvm"),
        section.choice("accept", Verification.class, Verification.FULL),
        section.choice("whenEvidenceFails", WhenEvidenceFails.class, WhenEvidenceFails.KEEP));
  }

  private static List<CaptureRequest> captures(Section section) {
    List<CaptureRequest> captures = new ArrayList<>();
    Set<ArtefactKind> kinds = EnumSet.noneOf(ArtefactKind.class);
    for (Section element : section.sections("capture", "kind")) {
      Optional<ArtefactKind> kind = kind(element);
      boolean optional = element.flag("optional", false);
      Extent extent = kind.map(known -> extent(element, known)).orElse(USUAL);
      element.done();
      if (kind.isPresent() && !kinds.add(kind.get())) {
        element.problem("kind", "each kind once");
      }
      kind.ifPresent(known -> captures.add(new CaptureRequest(known, optional, extent)));
    }
    return captures;
  }

  private static Extent extent(Section element, ArtefactKind kind) {
    return switch (kind) {
      case THREAD_DUMP ->
          new Extent(
              element.integer("count", USUAL.count(), 1, LONGEST_SERIES),
              duration(element, "interval", USUAL.interval(), LONGEST_INTERVAL),
              USUAL.length());
      case FLIGHT_RECORDING ->
          new Extent(
              USUAL.count(),
              USUAL.interval(),
              duration(element, "for", USUAL.length(), LONGEST_RECORDING));
      default -> USUAL;
    };
  }

  private static Duration duration(Section element, String key, Duration usual, Duration longest) {
    Duration duration = element.duration(key, usual);
    if (duration.isZero() || duration.compareTo(longest) > 0) {
      element.problem(key, "a duration above 0s, and at most " + longest.toMinutes() + "m");
    }
    return duration;
  }

  private static Optional<ArtefactKind> kind(Section element) {
    if (element.present() && element.raw("kind").isMissingNode()) {
      element.problem("kind", "the kind of artefact, as heap-dump");
    }
    if (written(element.raw("kind").asText())) {
      element.problem(
          "kind", "a kind that can be asked for: each incident has its manifest and report anyway");
      return Optional.empty();
    }
    return element.optionalChoice("kind", KINDS);
  }

  private static boolean written(String slug) {
    return Stream.of(ArtefactKind.values())
        .anyMatch(kind -> kind.written() && kind.slug().equals(slug));
  }

  private static Limits limits(Section section) {
    Limits limits =
        new Limits(
            section.optionalDuration("cooldown"),
            section.optionalRate("perWorkload"),
            section.has("minOtherReady")
                ? Optional.of(section.integer("minOtherReady", 1, 0, MOST_REPLICAS))
                : Optional.empty(),
            section.optionalDuration("maxAlertAge"));
    section.done();
    return limits;
  }
}
