package io.selfheal.app;

import io.selfheal.access.Credentials;
import io.selfheal.app.ResponderConfig.Doors;
import io.selfheal.config.Section;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Mistakes about credentials that only both ports and the command line together make. */
final class CredentialChecks {
  private static final String TOKENS = "bearerTokenFiles";

  private CredentialChecks() {}

  static void check(Section root, Doors doors, Senders senders) {
    if (senders == Senders.AUTHENTICATED && !doors.webhook().authenticates()) {
      requireSome(root.section("listen"));
    }
    Credentials operator = doors.operator().credentials();
    Section section = root.section("operator");
    requireOthers(section, TOKENS, shared(operator.bearerTokenFiles(), doors));
    Optional<Path> password = operator.basic().map(Credentials.Basic::passwordFile);
    requireOthers(
        section.section("basic"), "passwordFile", shared(password.stream().toList(), doors));
  }

  /** A list that is there and yet gives nothing is a mistake that its reader has noted. */
  private static void requireSome(Section listen) {
    if (listen.empty(TOKENS)) {
      listen.problem(
          TOKENS,
          "the file of a token, or listen.basic: anyone could send alerts"
              + " (--insecure-no-auth on the command line allows it)");
    }
  }

  private static void requireOthers(Section section, String key, Optional<Path> shared) {
    shared.ifPresent(
        file ->
            section.problem(key, "a secret of its own: " + file + " opens the port for alerts"));
  }

  private static Optional<Path> shared(List<Path> files, Doors doors) {
    List<Path> senders =
        doors.webhook().credentials().files().stream().map(CredentialChecks::plain).toList();
    return files.stream().map(CredentialChecks::plain).filter(senders::contains).findFirst();
  }

  private static Path plain(Path file) {
    return file.toAbsolutePath().normalize();
  }
}
