package io.selfheal.evidence;

/** One kind of evidence, as a rule asks for it. */
public record Wanted(ArtefactKind kind, Extent extent, JvmChoice jvm) {
  public static Wanted of(ArtefactKind kind) {
    return new Wanted(kind, Extent.USUAL, JvmChoice.ANY);
  }
}
