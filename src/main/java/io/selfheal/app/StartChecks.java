package io.selfheal.app;

import io.selfheal.app.ResponderConfig.Doors;
import io.selfheal.response.SecuredBy;
import io.selfheal.storage.SpoolConfig;
import io.selfheal.storage.VolumeCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** What a configuration can be right about and yet must not be served with. */
final class StartChecks {
  private StartChecks() {}

  static void check(Configuration configuration, boolean insecure) {
    Doors doors = configuration.responder().doors();
    requireAuthentication(doors, insecure, configuration.file());
    requireSeparateCredentials(doors);
    requireLastingSpool(configuration);
  }

  private static void requireAuthentication(Doors doors, boolean insecure, Path file) {
    if (!insecure && !doors.webhook().authenticates()) {
      throw new StartException(
          "Cannot start: anyone could send alerts; name listen.bearerTokenFiles or listen.basic in "
              + file
              + ", or give --insecure-no-auth");
    }
  }

  private static void requireSeparateCredentials(Doors doors) {
    Set<Path> senders = Set.copyOf(doors.webhook().credentials().files());
    for (Path file : doors.operator().credentials().files()) {
      if (senders.contains(file)) {
        throw new StartException(
            "Cannot start: "
                + file
                + " opens both the webhook and the operator's port; give operator a secret of its own");
      }
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
