package io.selfheal.console;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.selfheal.evidence.Artefact;
import io.selfheal.incident.Incident;
import java.util.Optional;

/** Counts artefacts once each is settled: taken and verified, or failed with its reason. */
final class EvidenceMeters {
  private static final String VERIFIED = "verified";

  private final MeterRegistry registry;

  EvidenceMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  void changed(Incident before, Incident after) {
    for (Artefact artefact : after.artefacts()) {
      Optional<String> result = resultOf(artefact);
      if (result.isPresent() && !result.equals(resultIn(before, artefact))) {
        count(artefact, result.get());
      }
    }
  }

  private void count(Artefact artefact, String result) {
    Counter.builder("selfheal.evidence")
        .description("Artefacts, by kind and by result: verified, or why there is none")
        .tag("kind", artefact.kind().slug())
        .tag("result", result)
        .register(registry)
        .increment();
    artefact.content().ifPresent(content -> bytes(artefact).increment((double) content.bytes()));
  }

  private Counter bytes(Artefact artefact) {
    return Counter.builder("selfheal.capture")
        .description("Bytes of verified evidence in the spool, by kind")
        .baseUnit("bytes")
        .tag("kind", artefact.kind().slug())
        .register(registry);
  }

  private static Optional<String> resultIn(Incident incident, Artefact artefact) {
    return incident.artefacts().stream()
        .filter(known -> known.fileName().equals(artefact.fileName()))
        .findFirst()
        .flatMap(EvidenceMeters::resultOf);
  }

  private static Optional<String> resultOf(Artefact artefact) {
    return artefact.content().isPresent()
        ? Optional.of(VERIFIED)
        : artefact.failure().map(failure -> failure.reason().slug());
  }
}
