package io.selfheal.incident.ledger;

import io.selfheal.evidence.Artefact;
import io.selfheal.evidence.ArtefactKind;
import io.selfheal.incident.Claim;
import io.selfheal.incident.LedgerException;
import io.selfheal.incident.Uploads.Backlog;
import io.selfheal.incident.Uploads.PendingUpload;
import io.selfheal.incident.ledger.MemoryTables.ArtefactRow;
import io.selfheal.incident.ledger.MemoryTables.UploadState;
import java.net.URI;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The artefacts, and how far their uploads are. */
final class MemoryArtefacts {
  private final MemoryTables tables;
  private final Instant now;

  MemoryArtefacts(MemoryTables tables, Instant now) {
    this.tables = tables;
    this.now = now;
  }

  void record(Claim claim, List<Artefact> artefacts) {
    new MemoryProgress(tables, now).fence(claim);
    add(claim.incident().id(), artefacts);
  }

  void add(String incident, List<Artefact> artefacts) {
    artefacts.forEach(artefact -> put(incident, artefact));
    Set<ArtefactKind> kinds = artefacts.stream().map(Artefact::kind).collect(Collectors.toSet());
    Set<String> names = artefacts.stream().map(Artefact::fileName).collect(Collectors.toSet());
    tables
        .artefacts
        .values()
        .removeIf(
            row ->
                row.incident().equals(incident)
                    && kinds.contains(row.artefact().kind())
                    && !names.contains(row.artefact().fileName()));
    new MemoryOutbox(tables, now).changed(incident);
  }

  private void put(String incident, Artefact artefact) {
    if (artefact.fileName() == null) {
      throw new LedgerException("Cannot record an artefact without a name");
    }
    long number =
        row(incident, artefact.fileName()).map(ArtefactRow::number).orElseGet(tables::number);
    tables.artefacts.put(number, new ArtefactRow(number, incident, artefact, now, UploadState.NEW));
  }

  List<PendingUpload> due(int most) {
    return tables.artefacts.values().stream()
        .filter(ArtefactRow::verified)
        .filter(row -> !waits(row))
        .filter(row -> row.upload().retryAt().map(at -> !at.isAfter(now)).orElse(true))
        .limit(most)
        .map(
            row ->
                new PendingUpload(
                    tables.incident(row.incident()).orElseThrow(),
                    row.artefact(),
                    row.upload().session(),
                    row.upload().attempts()))
        .toList();
  }

  private boolean waits(ArtefactRow row) {
    return row.artefact().kind() == ArtefactKind.MANIFEST && tables.isExpected(row.incident());
  }

  void session(PendingUpload upload, Optional<String> session) {
    theseBytes(upload)
        .ifPresent(
            row ->
                change(
                    row,
                    new UploadState(session, row.upload().attempts(), row.upload().retryAt())));
  }

  void failed(PendingUpload upload, Instant retryAt) {
    theseBytes(upload)
        .ifPresent(
            row ->
                change(
                    row,
                    new UploadState(
                        row.upload().session(),
                        row.upload().attempts() + 1,
                        Optional.of(retryAt))));
  }

  void uploaded(PendingUpload upload, URI link) {
    theseBytes(upload)
        .ifPresent(
            row -> {
              Artefact after = upload.artefact().uploadedTo(link);
              tables.artefacts.put(
                  row.number(),
                  new ArtefactRow(
                      row.number(), row.incident(), after, row.recordedAt(), UploadState.NEW));
              new MemoryOutbox(tables, now).changed(row.incident());
            });
  }

  void remark(PendingUpload upload, String remark) {
    theseBytes(upload)
        .ifPresent(
            row -> {
              Artefact after = upload.artefact().withRemark(remark);
              tables.artefacts.put(
                  row.number(),
                  new ArtefactRow(
                      row.number(), row.incident(), after, row.recordedAt(), row.upload()));
              new MemoryOutbox(tables, now).changed(row.incident());
            });
  }

  Backlog backlog() {
    List<ArtefactRow> waiting =
        tables.artefacts.values().stream().filter(ArtefactRow::verified).toList();
    long bytes =
        waiting.stream().mapToLong(row -> row.artefact().content().orElseThrow().bytes()).sum();
    Optional<Instant> oldest =
        waiting.stream().map(ArtefactRow::recordedAt).min(Comparator.naturalOrder());
    return new Backlog(waiting.size(), bytes, oldest);
  }

  private void change(ArtefactRow row, UploadState newer) {
    tables.artefacts.put(row.number(), row.with(newer));
  }

  /** News of bytes that were recorded anew meanwhile is for nobody. */
  private Optional<ArtefactRow> theseBytes(PendingUpload upload) {
    return row(upload.incident().id(), upload.artefact().fileName())
        .filter(ArtefactRow::verified)
        .filter(row -> sha256(row.artefact()).equals(sha256(upload.artefact())));
  }

  private Optional<ArtefactRow> row(String incident, String fileName) {
    return tables.artefactsOf(incident).stream()
        .filter(row -> row.artefact().fileName().equals(fileName))
        .findFirst();
  }

  private static String sha256(Artefact artefact) {
    return artefact.content().orElseThrow().sha256();
  }
}
