package io.selfheal.evidence.jcmd;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.selfheal.evidence.Provenance;
import io.selfheal.kubernetes.ByteSink;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What was run in the container for one capture, and which JVM answered. Nothing is asked for its
 * sake: each jcmd is one more JVM in a pod that is in trouble, so only those that say their version
 * anyway are heard.
 */
final class Transcript {
  /** Within so many bytes a thread dump, VM.info and VM.version say it. */
  private static final int HEAD = 1_024;

  private static final List<Pattern> VERSIONS =
      List.of(
          Pattern.compile("(?m)^(\\w[\\w .-]{0,99} VM) version ([\\w.+-]{1,99})\\s"),
          Pattern.compile(
              "(?m)^Full thread dump (\\w[\\w .-]{0,99} VM)[\\w .+-]* \\(([\\w.+-]{1,99}) "),
          Pattern.compile("(?m)^# Java VM: (\\w[\\w .-]{0,99} VM)[\\w .+-]* \\(([\\w.+-]{1,99}),"));

  private final List<String> lines = new ArrayList<>();
  private Optional<String> jvm = Optional.empty();

  synchronized void ran(List<String> argv) {
    lines.add(String.join(" ", argv));
  }

  synchronized void said(String text) {
    if (jvm.isEmpty()) {
      String head = text.substring(0, Math.min(text.length(), HEAD));
      jvm =
          VERSIONS.stream()
              .flatMap(one -> one.matcher(head).results())
              .map(Transcript::version)
              .findFirst();
    }
  }

  /** Listens to what passes by on its way into the sink. */
  ByteSink overhearing(ByteSink sink) {
    ByteBuffer head = ByteBuffer.allocate(HEAD);
    return bytes -> {
      overhear(bytes.duplicate(), head);
      sink.accept(bytes);
    };
  }

  Provenance from(Instant takenAt) {
    return without(0, 0, takenAt);
  }

  /** How many commands were run until now. */
  synchronized int length() {
    return lines.size();
  }

  /**
   * Of one file of a series: those in between were for the others.
   *
   * @param takenAt when that file was begun
   */
  synchronized Provenance without(int from, int to, Instant takenAt) {
    List<String> own = new ArrayList<>(lines);
    own.subList(from, to).clear();
    return new Provenance(takenAt, own, jvm);
  }

  private void overhear(ByteBuffer bytes, ByteBuffer head) {
    if (head.hasRemaining()) {
      bytes.limit(bytes.position() + Math.min(bytes.remaining(), head.remaining()));
      head.put(bytes);
      said(UTF_8.decode(head.duplicate().flip()).toString());
    }
  }

  private static String version(MatchResult found) {
    return found.group(1) + " version " + found.group(2);
  }
}
