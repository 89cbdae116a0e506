package io.selfheal.evidence.jcmd;

import io.selfheal.evidence.FailureReason;
import io.selfheal.evidence.capture.CaptureFailure;
import io.selfheal.evidence.capture.SpoolSink;
import io.selfheal.kubernetes.ByteSink;
import io.selfheal.kubernetes.ExecResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of evidence as it lies in the container.
 *
 * @param root where the commands find the container's root folder; empty when they run in it
 * @param path as the JVM sees it
 */
record PodFile(Commands commands, String root, String path) {
  private static final Logger LOG = LoggerFactory.getLogger(PodFile.class);
  private static final String REMAINS = "A file of evidence may remain in the pod";

  /**
   * openssl first: it uses the processor's own SHA-256 where most images' sha256sum does not, and
   * takes a quarter of the time from a pod that is in trouble already.
   */
  private static final List<List<String>> HASHERS =
      List.of(List.of("openssl", "dgst", "-sha256", "-r"), List.of("sha256sum"));

  private static final Pattern HASHED = Pattern.compile("\\\\?([0-9a-f]{64}) .*", Pattern.DOTALL);

  /** JDK 22 and later write a part file beside it, which an aborted dump leaves. */
  private static final String PART = ".p0";

  /** As the commands see it. */
  String seen() {
    return root + path;
  }

  /** Reads by the first of these that the image has. */
  void read(List<PodFileReader.Piece> ways, ByteSink sink, Duration timeout)
      throws CaptureFailure, InterruptedException {
    for (PodFileReader.Piece way : ways) {
      Optional<ExecResult> result =
          commands.stream(way.command(), timeout, new UnknownPart(way.known(), sink));
      if (result.isPresent()) {
        expectSuccess(way.command().get(0), result.get());
        return;
      }
    }
    throw lacks("cat");
  }

  private static void expectSuccess(String program, ExecResult result) throws CaptureFailure {
    if (!result.succeeded()) {
      throw SpoolSink.damaged(program + " ended with exit code " + result.exitCode());
    }
  }

  /** The SHA-256 as the pod sees it; empty where it has no program for it that works. */
  Optional<String> sha256(Duration timeout) throws CaptureFailure, InterruptedException {
    for (List<String> hasher : HASHERS) {
      Optional<String> hash = hash(hasher, timeout);
      if (hash.isPresent()) {
        return hash;
      }
    }
    return Optional.empty();
  }

  private Optional<String> hash(List<String> hasher, Duration timeout)
      throws CaptureFailure, InterruptedException {
    List<String> argv = new ArrayList<>(hasher);
    argv.add(seen());
    return commands
        .run(argv, timeout)
        .filter(ExecResult::succeeded)
        .map(result -> HASHED.matcher(result.stdout()))
        .filter(Matcher::matches)
        .map(matcher -> matcher.group(1));
  }

  /** What an earlier attempt left would make jcmd refuse; without rm nothing is begun. */
  void removeLeftovers() throws CaptureFailure, InterruptedException {
    if (rm().isEmpty()) {
      throw lacks("rm");
    }
  }

  /** As well as can be, even for a thread that is being stopped. */
  void remove() throws InterruptedException {
    EvenStopping.run(() -> succeeds(this::rm));
  }

  /**
   * Removes it, and leaves an empty folder in its place until the next attempt or the container's
   * end: what a JVM was asked for while it stood still, it does when it goes on, though nobody
   * waits for it any more. One that had begun in between is unlinked.
   */
  void bar() throws InterruptedException {
    EvenStopping.run(
        () -> {
          succeeds(this::rm);
          if (!succeeds(() -> commands.run(List.of("mkdir", "-p", seen())))) {
            succeeds(this::rm);
          }
        });
  }

  private boolean succeeds(Meanwhile.Work<Optional<ExecResult>> command)
      throws InterruptedException {
    try {
      if (command.call().filter(ExecResult::succeeded).isPresent()) {
        return true;
      }
      LOG.atWarn().addKeyValue("path", path).log(REMAINS);
    } catch (CaptureFailure e) {
      LOG.atWarn().setCause(e).addKeyValue("path", path).log(REMAINS);
    }
    return false;
  }

  private Optional<ExecResult> rm() throws CaptureFailure, InterruptedException {
    return commands.run(List.of("rm", "-rf", seen(), seen() + PART));
  }

  private static CaptureFailure lacks(String tool) {
    return new CaptureFailure(
        FailureReason.NO_TOOLS, "the image has no " + tool + "; add coreutils or busybox to it");
  }
}
