package io.selfheal.notification;

import io.selfheal.evidence.Artefact;
import io.selfheal.evidence.ArtefactKind;
import io.selfheal.evidence.ArtefactState;
import io.selfheal.evidence.Verification;
import io.selfheal.notification.IncidentMessage.Line;
import io.selfheal.notification.IncidentMessage.Link;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What was captured. */
final class EvidenceLines {
  private static final int SHOWN = 20;
  private static final int HASH = 16;

  private EvidenceLines() {}

  /** What a person opens first and what failed, a line each; the rest by name. */
  static List<Line> brief(List<Artefact> all) {
    List<Line> lines = shown(all, EvidenceLines::first, EvidenceLines::text);
    String others =
        all.stream()
            .filter(artefact -> worthALine(artefact) && !first(artefact) && !artefact.neverWas())
            .map(artefact -> Foreign.name(artefact.fileName()))
            .collect(Collectors.joining(", "));
    if (!others.isEmpty()) {
      lines.add(Line.of("Also", Foreign.sentence(others)));
    }
    return lines;
  }

  /** All of it, a line each, with the beginning of its hash. */
  static List<Line> whole(List<Artefact> all) {
    return shown(all, artefact -> true, EvidenceLines::hashed);
  }

  private static List<Line> shown(
      List<Artefact> all, Predicate<Artefact> which, Function<Artefact, String> text) {
    List<Artefact> artefacts =
        all.stream().filter(EvidenceLines::worthALine).filter(which).toList();
    List<Line> lines = new ArrayList<>();
    artefacts.stream().limit(SHOWN).map(artefact -> line(artefact, text)).forEach(lines::add);
    if (artefacts.size() > SHOWN) {
      lines.add(Line.of("And", (artefacts.size() - SHOWN) + " more files"));
    }
    return lines;
  }

  private static boolean first(Artefact artefact) {
    boolean failed = artefact.failure().isPresent() && !artefact.neverWas();
    return failed
        || artefact.remark().isPresent()
        || artefact.kind().large()
        || artefact.kind() == ArtefactKind.THREAD_DUMP
        || artefact.kind() == ArtefactKind.CRASH_LOG
        || artefact.kind() == ArtefactKind.REPORT;
  }

  /** A manifest lies beside the others and says of them what stands here already. */
  private static boolean worthALine(Artefact artefact) {
    boolean forPeople = !artefact.kind().written() || artefact.fileName().endsWith(".html");
    return forPeople || artefact.failure().isPresent();
  }

  private static Line line(Artefact artefact, Function<Artefact, String> text) {
    Optional<URI> link = artefact.link().map(URI::toString).flatMap(Foreign::link);
    return Line.of(label(artefact), text.apply(artefact), link.map(url -> new Link("open", url)));
  }

  private static String hashed(Artefact artefact) {
    Optional<String> hash = artefact.content().map(content -> beginning(content.sha256()));
    return text(artefact) + hash.map(start -> ", SHA-256 " + start).orElse("");
  }

  private static String beginning(String sha256) {
    return sha256.substring(0, Math.min(HASH, sha256.length())) + "…";
  }

  private static String label(Artefact artefact) {
    String words = artefact.kind().slug().replace('-', ' ');
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  private static String text(Artefact artefact) {
    if (artefact.neverWas()) {
      return "there is none";
    }
    if (artefact.failure().isPresent()) {
      return "failed: " + Foreign.sentence(artefact.failure().get().sentence());
    }
    String name = Foreign.name(artefact.fileName());
    return artefact
        .content()
        .map(content -> name + ", " + content(content) + ", " + place(artefact) + remark(artefact))
        .orElse(name);
  }

  private static String remark(Artefact artefact) {
    return artefact.remark().map(remark -> " (" + Foreign.sentence(remark) + ")").orElse("");
  }

  private static String content(Artefact.Content content) {
    return Amount.bytes(content.bytes())
        + " in "
        + Amount.took(content.took())
        + ", "
        + verification(content.verification());
  }

  private static String verification(Verification verification) {
    return switch (verification) {
      case FULL -> "verified";
      case STRUCTURE -> "verified by structure and size (the pod could not hash it)";
    };
  }

  private static String place(Artefact artefact) {
    if (artefact.state() != ArtefactState.UPLOADED) {
      return "in the spool, upload to come";
    }
    Optional<URI> elsewhere =
        artefact.link().filter(link -> Foreign.link(link.toString()).isEmpty());
    return elsewhere.map(link -> "kept at " + Foreign.sentence(link.toString())).orElse("uploaded");
  }
}
