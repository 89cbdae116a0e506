package io.selfheal.triage;

import io.selfheal.evidence.ArtefactKind;
import java.nio.file.Path;

/**
 * A file of evidence to be read.
 *
 * @param name as people know it: {@code thread-dump-1.txt}, {@code heap-dump.hprof.zst}
 */
public record Specimen(ArtefactKind kind, String name, Path file) {}
