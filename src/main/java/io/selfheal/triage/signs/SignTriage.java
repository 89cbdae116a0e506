package io.selfheal.triage.signs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.selfheal.evidence.ArtefactKind;
import io.selfheal.triage.BoundedLines;
import io.selfheal.triage.Finding;
import io.selfheal.triage.PartialDiagnosis;
import io.selfheal.triage.Specimen;
import io.selfheal.triage.Specimens;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads all but threads and heaps. What cannot be read is a sentence. */
public final class SignTriage {
  /** More than the responder takes of any log. */
  private static final int MOST_BYTES = 16 << 20;

  /** Shorter lines are alike, and there may be millions of them. */
  private static final int SHORTEST = 8;

  /** JSON is YAML too. */
  private static final ObjectMapper YAML = new YAMLMapper();

  private static final String THREAD = "\"";

  private final List<Specimen> specimens;
  private final List<Finding> findings = new ArrayList<>();
  private final List<String> unread = new ArrayList<>();

  private SignTriage(List<Specimen> specimens) {
    this.specimens = specimens;
  }

  public static PartialDiagnosis of(List<Specimen> specimens) {
    return new SignTriage(specimens).read();
  }

  private interface Reading {
    List<Finding> of(Specimen specimen) throws IOException;
  }

  private PartialDiagnosis read() {
    List<Container> containers = new ArrayList<>();
    each(ArtefactKind.POD, pod -> exits(pod, containers));
    Optional<Container> container =
        containers.stream().max(Comparator.comparingLong(Container::limit));
    each(ArtefactKind.EVENTS, events -> EventSigns.of(plain(events), events.name()));
    each(ArtefactKind.LOG, SignTriage::log);
    each(ArtefactKind.PREVIOUS_LOG, SignTriage::log);
    each(ArtefactKind.CRASH_LOG, crash -> CrashSigns.of(plain(crash), crash.name()));
    each(ArtefactKind.NATIVE_MEMORY, memory -> NativeMemorySigns.of(plain(memory), memory.name()));
    each(ArtefactKind.VM_INFO, info -> HeapUseSigns.of(plain(info), info.name()));
    each(ArtefactKind.FLIGHT_RECORDING, this::recording);
    container.ifPresent(this::limits);
    return PartialDiagnosis.of(findings, unread);
  }

  private void limits(Container container) {
    each(
        ArtefactKind.VM_FLAGS,
        flags -> LimitSigns.of(text(flags), flags.name(), container, threads()));
    each(ArtefactKind.CONTAINER_METRICS, metrics -> usage(metrics, container));
  }

  private void each(ArtefactKind kind, Reading reading) {
    for (Specimen specimen : specimens) {
      if (specimen.kind() == kind) {
        read(specimen, reading);
      }
    }
  }

  private void read(Specimen specimen, Reading reading) {
    try {
      findings.addAll(reading.of(specimen));
    } catch (IOException | RuntimeException | StackOverflowError e) {
      // Its message may quote what it could not read.
      unread.add("Cannot read %s: %s".formatted(specimen.name(), e.getClass().getSimpleName()));
    }
  }

  private static List<Finding> exits(Specimen pod, List<Container> containers) throws IOException {
    List<Container> found = Container.of(YAML.readTree(text(pod)));
    containers.addAll(found);
    return ExitSigns.of(found, pod.name());
  }

  private static List<Finding> log(Specimen log) throws IOException {
    List<String> lines = lines(log);
    List<Finding> all = new ArrayList<>(LogSigns.of(lines, log.name()));
    all.addAll(GcLogSigns.of(lines, log.name()));
    return all;
  }

  private static List<Finding> usage(Specimen metrics, Container container) throws IOException {
    for (JsonNode one : YAML.readTree(text(metrics)).path("containers")) {
      if (one.path("name").asText().equals(container.name())) {
        long used = Quantity.bytes(one.at("/usage/memory").asText(""));
        return LimitSigns.usage(used, metrics.name(), container);
      }
    }
    return List.of();
  }

  private List<Finding> recording(Specimen specimen) throws IOException {
    PartialDiagnosis found = Recordings.DEFAULTS.of(specimen);
    unread.addAll(found.unread());
    return found.findings();
  }

  private int threads() throws IOException {
    for (Specimen specimen : specimens) {
      if (specimen.kind() == ArtefactKind.THREAD_DUMP) {
        return (int) lines(specimen).stream().filter(line -> line.startsWith(THREAD)).count();
      }
    }
    return 0;
  }

  /** With what is too long of its lines cut. */
  private static String plain(Specimen specimen) throws IOException {
    return String.join("\n", lines(specimen));
  }

  private static List<String> lines(Specimen specimen) throws IOException {
    List<String> all = new ArrayList<>();
    try (InputStream stream = Specimens.open(specimen.file())) {
      BoundedLines lines = new BoundedLines(stream, MOST_BYTES);
      for (String line = lines.next(); line != null; line = lines.next()) {
        all.add(line.length() < SHORTEST ? line.intern() : line);
      }
    }
    return all;
  }

  private static String text(Specimen specimen) throws IOException {
    try (InputStream stream = Specimens.open(specimen.file())) {
      return new String(stream.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
    }
  }
}
