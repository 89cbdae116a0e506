package io.selfheal.notification;

import io.selfheal.evidence.ArtefactState;
import io.selfheal.incident.Deferral;
import io.selfheal.incident.Incident;
import io.selfheal.incident.Outbox.Repeats;
import io.selfheal.incident.Stage;
import io.selfheal.notification.IncidentMessage.Line;
import io.selfheal.rules.Subject;
import io.selfheal.triage.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What belongs below an incident's message: an entry for each thing that has happened. Pure: what
 * was said already is remembered by the keys of its entries.
 */
record IncidentThread(Incident incident, Subject subject, Repeats repeats, List<Finding> findings) {

  /**
   * @param key the same for the same thing, in every process
   * @param at when it happened
   */
  record Entry(String key, Instant at, List<Line> lines) {
    static Entry of(String key, Instant at, Line line) {
      return new Entry(key, at, List.of(line));
    }
  }

  /** In the order in which things go. */
  List<Entry> entries() {
    return Stream.of(
            waiting(), admitted(), evidence(), found(), removed(), closed(), resolved(), repeated())
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<Entry> waiting() {
    return incident.progress().deferral().map(IncidentThread::waiting);
  }

  private static Entry waiting(Deferral wait) {
    Line line = Line.of("Gate", Foreign.sentence(wait.reason().sentence()));
    return Entry.of("waiting/" + wait.reason().code(), wait.since(), line);
  }

  private Optional<Entry> admitted() {
    return reached(
        Stage.ADMITTED,
        "admitted",
        at ->
            Line.of(
                "Gates",
                "let it through"
                    + took(Stage.RECEIVED, Stage.ADMITTED, " after the alert came in")
                    + "; rule "
                    + Foreign.name(incident.origin().rule())));
  }

  /** Said again once all of it is in the store, and can be opened. */
  private Optional<Entry> evidence() {
    Optional<Instant> secured = at(Stage.EVIDENCE_SECURED).or(() -> at(Stage.CLOSED));
    List<Line> lines = EvidenceLines.whole(incident.artefacts());
    String key = stored() ? "stored" : "evidence";
    return secured.filter(at -> !lines.isEmpty()).map(at -> new Entry(key, at, lines));
  }

  /** Said once all of it was read: the report's files are there then. */
  private Optional<Entry> found() {
    Optional<Instant> secured = at(Stage.EVIDENCE_SECURED).or(() -> at(Stage.CLOSED));
    return secured
        .filter(at -> FindingLines.read(incident) && !findings.isEmpty())
        .map(at -> new Entry("findings", at, FindingLines.whole(findings)));
  }

  private boolean stored() {
    return incident.artefacts().stream()
        .filter(artefact -> !artefact.kind().written())
        .noneMatch(artefact -> artefact.state() == ArtefactState.VERIFIED);
  }

  private Optional<Entry> removed() {
    String pod = new SubjectLines(incident, subject).pod();
    String after = " after the evidence was secured";
    return reached(
        Stage.POD_TERMINATED,
        "removed",
        at -> Line.of("Removed", pod + took(Stage.EVIDENCE_SECURED, Stage.POD_TERMINATED, after)));
  }

  private Optional<Entry> closed() {
    return at(Stage.CLOSED)
        .flatMap(
            at -> incident.progress().conclusion().map(end -> closed(at, end.outcome().slug())));
  }

  private Entry closed(Instant at, String outcome) {
    Stream<Line> ending = incident.progress().conclusion().map(IncidentStory::ending).stream();
    Line end = Line.of("End", outcome.replace('-', ' ') + ", at " + Amount.at(at));
    Stream<Line> timing = Timing.of(incident).stream();
    return new Entry(
        "closed", at, Stream.of(Stream.of(end), ending, timing).flatMap(lines -> lines).toList());
  }

  private Optional<Entry> resolved() {
    Line line = Line.of("Alert", "it no longer fires, Alertmanager says");
    return incident.origin().resolvedAt().map(at -> Entry.of("resolved", at, line));
  }

  private Optional<Entry> repeated() {
    return repeats.last().map(this::repeated);
  }

  private Entry repeated(Instant last) {
    String times = repeats.count() == 1 ? "came again" : "came again " + repeats.count() + " times";
    return Entry.of(
        "repeated/" + Integer.highestOneBit(repeats.count()),
        last,
        Line.of("Alert", times + ", last at " + Amount.at(last)));
  }

  private Optional<Entry> reached(Stage stage, String key, Function<Instant, Line> line) {
    return at(stage).map(at -> Entry.of(key, at, line.apply(at)));
  }

  private Optional<Instant> at(Stage stage) {
    return Optional.ofNullable(incident.progress().reached().get(stage));
  }

  private String took(Stage from, Stage to, String after) {
    return incident.between(from, to).map(time -> " " + Amount.took(time) + after).orElse("");
  }
}
