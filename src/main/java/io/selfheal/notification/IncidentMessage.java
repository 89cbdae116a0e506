package io.selfheal.notification;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What people are told of one incident, before it takes any messenger's form. All of it is plain
 * text on one line each; whoever renders it escapes it.
 *
 * @param incident its id; empty for what concerns no single incident
 * @param title the verdict, and on what
 * @param summary the story in a sentence or two, for a phone's lock screen
 * @param paragraphs the most urgent first
 * @param mentions who is called when it is posted, in the messenger's own markup; out of the
 *     configuration alone, and the one thing that is not escaped
 * @param asked what people are asked, or have decided
 */
public record IncidentMessage(
    String incident,
    Tone tone,
    String title,
    String summary,
    List<List<Line>> paragraphs,
    List<String> mentions,
    Optional<Asked> asked) {
  /** One fact under its name. */
  public record Line(String label, String text, List<Link> links) {
    public Line {
      links = List.copyOf(links);
    }

    public static Line of(String label, String text) {
      return new Line(label, text, List.of());
    }

    static Line of(String label, String text, Optional<Link> link) {
      return new Line(label, text, link.stream().toList());
    }

    @Override
    public String toString() {
      Stream<String> shown = Stream.concat(Stream.of(text), links.stream().map(Link::toString));
      return label
          + ": "
          + shown.filter(part -> !part.isEmpty()).collect(Collectors.joining(" · "));
    }
  }

  /** Somewhere a person can go on; always http or https. */
  public record Link(String label, URI url) {
    @Override
    public String toString() {
      return label + " " + url;
    }
  }

  public IncidentMessage {
    paragraphs = paragraphs.stream().filter(lines -> !lines.isEmpty()).map(List::copyOf).toList();
    mentions = List.copyOf(mentions);
  }

  /** Of something that calls nobody, and asks nobody. */
  public IncidentMessage(
      String incident, Tone tone, String title, String summary, List<List<Line>> paragraphs) {
    this(incident, tone, title, summary, paragraphs, List.of(), Optional.empty());
  }

  IncidentMessage asking(Optional<Asked> question) {
    return new IncidentMessage(incident, tone, title, summary, paragraphs, mentions, question);
  }

  /** The title as people see it, with its colour in front. */
  public String headline() {
    return tone.emoji() + " " + title;
  }

  IncidentMessage noting(Line line) {
    List<List<Line>> all = new ArrayList<>(paragraphs);
    all.add(0, List.of(line));
    return new IncidentMessage(incident, tone, title, summary, all, mentions, asked);
  }

  IncidentMessage calling(List<String> whom) {
    return new IncidentMessage(incident, tone, title, summary, paragraphs, whom, asked);
  }

  /** The same for the same words and buttons, in every process; whom it calls does not count. */
  String digest() {
    String words = tone.name() + '\n' + title + '\n' + summary + '\n' + paragraphs + '\n' + asked;
    return Digest.of(words);
  }
}
