package io.selfheal.response;

import io.selfheal.evidence.Artefact;
import io.selfheal.evidence.ArtefactKind;
import io.selfheal.evidence.ArtefactState;
import io.selfheal.evidence.Pause;
import io.selfheal.evidence.capture.Capture;
import io.selfheal.incident.Incident;
import io.selfheal.incident.Ledger;
import io.selfheal.incident.LedgerException;
import io.selfheal.rules.RuleBook;
import io.selfheal.storage.LocalSpool;
import io.selfheal.triage.Diagnosis;
import io.selfheal.triage.Finding;
import io.selfheal.triage.Precedent;
import io.selfheal.triage.Specimen;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the evidence in the spool, beside the response: nothing waits for it but the deletion of
 * what it reads. One thread glances over what was taken and tells at once; another one reads all of
 * it, one incident after the other. Whatever a file makes of the reading, it comes to its end.
 */
public final class EvidenceReader implements AutoCloseable {
  /** So many incidents are looked at. */
  public static final int MOST_UNREAD = 100;

  private static final Logger LOG = LoggerFactory.getLogger(EvidenceReader.class);
  private static final Duration IDLE = Duration.ofMillis(250);
  private static final Duration LEDGER_PAUSE = Duration.ofSeconds(15);

  private static final int PRECEDENTS = 50;

  private final Ledger ledger;
  private final LocalSpool spool;
  private final Reading reading;
  private final WrittenFiles files;
  private final Set<String> glancedOver = ConcurrentHashMap.newKeySet();
  private final List<Thread> threads =
      List.of(
          new Thread(() -> work(this::glance), "evidence-glance"),
          new Thread(() -> work(this::read), "evidence-reader"));

  private interface Turn {
    /** How long until the next one. */
    Duration take() throws InterruptedException;
  }

  public EvidenceReader(
      Ledger ledger, LocalSpool spool, Reading reading, Capture capture, RuleBook rules) {
    this.ledger = ledger;
    this.spool = spool;
    this.reading = reading;
    this.files = new WrittenFiles(capture, rules);
  }

  public void start() {
    threads.forEach(Thread::start);
  }

  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
    try {
      for (Thread thread : threads) {
        thread.join(5000);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void work(Turn turn) {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Pause.REAL.pause(orLater(turn));
      }
    } catch (InterruptedException e) {
      return;
    }
  }

  private static Duration orLater(Turn turn) throws InterruptedException {
    try {
      return turn.take();
    } catch (LedgerException e) {
      LOG.atWarn()
          .setCause(e)
          .log("The ledger cannot be asked, or told, what evidence says; later");
      return LEDGER_PAUSE;
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError surprise) {
      say(surprise);
      return LEDGER_PAUSE;
    }
  }

  /** Tells of each incident what is quickly found, whoever else's heap dump is being read. */
  Duration glance() throws InterruptedException {
    for (Incident incident : ledger.unread(MOST_UNREAD)) {
      if (!glancedOver.contains(incident.id())) {
        glanceOver(incident);
        glancedOver.add(incident.id());
      }
    }
    return IDLE;
  }

  private void glanceOver(Incident incident) throws InterruptedException {
    try {
      Diagnosis diagnosis = reading.quick(specimens(incident)).since(precedents(incident));
      ledger.glanced(incident, diagnosis.verdict().findings());
    } catch (LedgerException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError surprise) {
      say(surprise);
    }
  }

  private List<Precedent> precedents(Incident incident) {
    return ledger.precedents(incident, PRECEDENTS);
  }

  /** Reads all evidence of the oldest incident. */
  Duration read() throws InterruptedException {
    Optional<Incident> oldest =
        ledger.unread(MOST_UNREAD).stream()
            .filter(incident -> glancedOver.contains(incident.id()))
            .findFirst();
    if (oldest.isEmpty()) {
      return IDLE;
    }
    readToTheEnd(oldest.get());
    glancedOver.remove(oldest.get().id());
    return Duration.ZERO;
  }

  /** What came of a reading. */
  private record Told(List<Finding> findings, List<Artefact> report) {}

  /** After a crash evidence may be taken anew meanwhile: then it is read once more. */
  private void readToTheEnd(Incident incident) throws InterruptedException {
    Told told = read(incident);
    Incident now = ledger.incident(incident.id()).orElseThrow();
    if (contents(now).equals(contents(incident))) {
      tell(now, told);
      removeUploaded(incident.id());
    }
  }

  private static List<Optional<Artefact.Content>> contents(Incident incident) {
    return incident.artefacts().stream()
        .filter(artefact -> !artefact.kind().written())
        .map(Artefact::content)
        .toList();
  }

  /** The manifest comes last, as it tells of all the others. */
  private void tell(Incident incident, Told told) throws InterruptedException {
    List<Artefact> manifest = files.manifest(incident.with(told.report()), told.findings());
    List<Artefact> written = Stream.concat(told.report().stream(), manifest.stream()).toList();
    ledger.read(incident, told.findings(), written);
  }

  private Told read(Incident incident) throws InterruptedException {
    try {
      List<Specimen> evidence = specimens(incident);
      Diagnosis diagnosis = reading.thorough(evidence).since(precedents(incident));
      List<Finding> findings = diagnosis.verdict().findings();
      return new Told(findings, evidence.isEmpty() ? List.of() : report(diagnosis, incident.id()));
    } catch (LedgerException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError surprise) {
      say(surprise);
      return new Told(ledger.findings(incident.id()), List.of());
    }
  }

  private static void say(Throwable surprise) {
    LOG.atError().setCause(surprise).log("Evidence cannot be read; please report this as a bug");
  }

  /** By what the incident has become meanwhile. */
  private List<Artefact> report(Diagnosis diagnosis, String id) throws InterruptedException {
    Incident incident = ledger.incident(id).orElseThrow();
    return files.write(incident, ArtefactKind.REPORT, reading.report(diagnosis, incident));
  }

  private List<Specimen> specimens(Incident incident) {
    return incident.artefacts().stream()
        .filter(artefact -> artefact.content().isPresent() && !artefact.kind().written())
        .map(artefact -> specimen(incident, artefact))
        .filter(specimen -> Files.exists(specimen.file()))
        .toList();
  }

  private Specimen specimen(Incident incident, Artefact artefact) {
    String name = artefact.fileName();
    return new Specimen(artefact.kind(), name, spool.file(incident.id(), name));
  }

  /** The uploader leaves what is still read. */
  private void removeUploaded(String incident) {
    for (Artefact artefact : ledger.incident(incident).orElseThrow().artefacts()) {
      if (artefact.state() == ArtefactState.UPLOADED) {
        remove(incident, artefact.fileName());
      }
    }
  }

  private void remove(String incident, String fileName) {
    try {
      spool.delete(incident, fileName);
    } catch (IOException e) {
      LOG.atWarn()
          .setCause(e)
          .log("Cannot delete a file from the spool; the next start tries again");
    }
  }
}
