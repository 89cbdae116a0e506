package io.selfheal.evidence;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * One file of evidence, taken or not.
 *
 * @param fileName unique within its incident
 * @param failure why there is none; a short code, also the metric's tag, and a sentence
 * @param provenance empty where an earlier version took it
 * @param remark a sentence that people should read with it
 */
public record Artefact(
    ArtefactKind kind,
    String fileName,
    ArtefactState state,
    Optional<Content> content,
    Optional<Failure> failure,
    Optional<URI> link,
    Optional<Provenance> provenance,
    Optional<String> remark) {

  /**
   * What lies in the spool. The hash is 64 hexadecimal digits.
   *
   * @param original what came, where the spool keeps it in another form
   */
  public record Content(
      long bytes,
      String sha256,
      Verification verification,
      Duration took,
      Optional<Original> original) {
    public Content(long bytes, String sha256, Verification verification, Duration took) {
      this(bytes, sha256, verification, took, Optional.empty());
    }
  }

  /** A content before it was stored in another form. */
  public record Original(long bytes, String sha256) {}

  /** Why an artefact could not be had. */
  public record Failure(FailureReason reason, String sentence) {}

  public static Artefact verified(ArtefactKind kind, String fileName, Content content) {
    return new Artefact(
        kind,
        fileName,
        ArtefactState.VERIFIED,
        Optional.of(content),
        Optional.empty(),
        Optional.empty(),
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
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  public Artefact uploadedTo(URI place) {
    return new Artefact(
        kind,
        fileName,
        ArtefactState.UPLOADED,
        content,
        failure,
        Optional.of(place),
        provenance,
        remark);
  }

  public Artefact madeBy(Provenance how) {
    return new Artefact(kind, fileName, state, content, failure, link, Optional.of(how), remark);
  }

  public Artefact withRemark(String sentence) {
    return new Artefact(
        kind, fileName, state, content, failure, link, provenance, Optional.of(sentence));
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
