package io.selfheal.evidence;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * One file of evidence, taken or not.
 *
 * @param fileName unique within its incident
 * @param failure why there is none; a short code, also the metric's tag, and a sentence
 */
public record Artefact(
    ArtefactKind kind,
    String fileName,
    ArtefactState state,
    Optional<Content> content,
    Optional<Failure> failure,
    Optional<URI> link) {

  /** What lies in the spool. The hash is 64 hexadecimal digits. */
  public record Content(long bytes, String sha256, Verification verification, Duration took) {}

  /** Why an artefact could not be had. */
  public record Failure(FailureReason reason, String sentence) {}

  public static Artefact verified(ArtefactKind kind, String fileName, Content content) {
    return new Artefact(
        kind,
        fileName,
        ArtefactState.VERIFIED,
        Optional.of(content),
        Optional.empty(),
        Optional.empty());
  }

  public static Artefact failed(ArtefactKind kind, String fileName, Failure failure) {
    return new Artefact(
        kind,
        fileName,
        ArtefactState.FAILED,
        Optional.empty(),
        Optional.of(failure),
        Optional.empty());
  }

  public Artefact uploadedTo(URI place) {
    return new Artefact(
        kind, fileName, ArtefactState.UPLOADED, content, failure, Optional.of(place));
  }

  /**
   * Whether a rule has what it requires, under the weakest verification that it accepts. Of what
   * never was there is nothing to require.
   */
  public boolean satisfies(Verification weakest) {
    return content
        .map(found -> found.verification().compareTo(weakest) <= 0)
        .orElseGet(this::neverWas);
  }

  /** Whether there never was such evidence. */
  public boolean neverWas() {
    return failure.filter(why -> why.reason().nothingToLose()).isPresent();
  }
}
