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

/** What was captured, a line for each artefact. */
final class EvidenceLines {
  private static final int SHOWN = 20;

  private EvidenceLines() {}

  static List<Line> of(List<Artefact> all) {
    List<Artefact> artefacts = all.stream().filter(EvidenceLines::worthALine).toList();
    List<Line> lines = new ArrayList<>();
    artefacts.stream().limit(SHOWN).map(EvidenceLines::line).forEach(lines::add);
    if (artefacts.size() > SHOWN) {
      lines.add(Line.of("And", (artefacts.size() - SHOWN) + " more files"));
    }
    return lines;
  }

  /** A manifest lies beside the others and says of them what stands here already. */
  private static boolean worthALine(Artefact artefact) {
    return artefact.kind() != ArtefactKind.MANIFEST || artefact.failure().isPresent();
  }

  private static Line line(Artefact artefact) {
    Optional<URI> link = artefact.link().map(URI::toString).flatMap(Foreign::link);
    return Line.of(label(artefact), text(artefact), link.map(url -> new Link("open", url)));
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
        .map(content -> name + ", " + content(content) + ", " + place(artefact))
        .orElse(name);
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
