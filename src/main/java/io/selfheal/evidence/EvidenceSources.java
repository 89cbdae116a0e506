package io.selfheal.evidence;

import java.util.List;

/**
 * Asks for each kind whoever has it.
 *
 * @param cluster for what the API server knows
 * @param jvm for what only the JVM itself can say
 */
public record EvidenceSources(EvidenceSource cluster, EvidenceSource jvm)
    implements EvidenceSource {
  @Override
  public List<Artefact> capture(JvmTarget target, Wanted wanted, String incidentId)
      throws InterruptedException {
    return source(wanted.kind()).capture(target, wanted, incidentId);
  }

  private EvidenceSource source(ArtefactKind kind) {
    return switch (kind) {
      case POD, EVENTS, LOG, PREVIOUS_LOG, CONTAINER_METRICS -> cluster;
      case THREAD_DUMP,
          CLASS_HISTOGRAM,
          VM_INFO,
          VM_FLAGS,
          NATIVE_MEMORY,
          CRASH_LOG,
          FLIGHT_RECORDING,
          CRASH_HEAP_DUMP,
          HEAP_DUMP ->
          jvm;
      case MANIFEST, REPORT ->
          throw new IllegalArgumentException("A " + kind.slug() + " is not taken but written");
    };
  }
}
