package io.selfheal.app;

import io.selfheal.config.Problem;
import io.selfheal.response.SecuredBy;
import io.selfheal.storage.SpoolConfig;
import io.selfheal.storage.VolumeCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What a configuration can be right about and yet must not be served with. */
final class StartChecks {
  private StartChecks() {}

  static void check(Configuration configuration) {
    requireNoMistakes(configuration);
    requireLastingSpool(configuration);
  }

  private static void requireNoMistakes(Configuration configuration) {
    List<Problem> problems = configuration.problems();
    if (!problems.isEmpty()) {
      throw new StartException("Cannot start: " + problems.get(0));
    }
  }

  private static void requireLastingSpool(Configuration configuration) {
    SpoolConfig spool = configuration.responder().keeping().spool();
    boolean lastWord = configuration.responder().policy().securedBy() == SecuredBy.SPOOL;
    Optional<String> why =
        lastWord && !spool.mayBeVolatile() ? volatileBecause(spool.folder()) : Optional.empty();
    if (why.isPresent()) {
      throw new StartException(
          "Cannot start: pods are removed once their evidence lies in "
              + spool.folder()
              + ", which goes with this pod ("
              + why.get()
              + "); mount a persistent volume there, set securedBy: upload, or set spool.mayBeVolatile: true");
    }
  }

  private static Optional<String> volatileBecause(Path folder) {
    try {
      return VolumeCheck.volatileBecause(folder);
    } catch (IOException e) {
      throw new StartException(
          "Cannot start: the mount table cannot be read: " + e.getMessage(), e);
    }
  }
}
