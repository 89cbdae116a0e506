package io.selfheal.webhook.alertmanager;

import io.selfheal.access.SecretFile;
import io.selfheal.webhook.alertmanager.AlertmanagerConfig.Access;
import io.selfheal.webhook.alertmanager.AlertmanagerConfig.Basic;
import io.selfheal.webhook.alertmanager.AlertmanagerException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** What is shown to an Alertmanager, read at each use so that it can be rotated. */
final class Authorization {
  /** Checked here, as an HTTP client's complaint about a bad header would quote it. */
  private static final Pattern PRINTABLE = Pattern.compile("[!-~]+");

  private final Optional<SecretFile> token;
  private final Optional<String> username;
  private final Optional<SecretFile> password;

  Authorization(Access access) {
    this.token = access.bearerTokenFile().map(SecretFile::new);
    this.username = access.basic().map(Basic::username);
    this.password = access.basic().map(basic -> new SecretFile(basic.passwordFile()));
  }

  /** The header's value, or empty where nothing is to be shown. */
  Optional<String> header() throws AlertmanagerException {
    if (token.isPresent()) {
      return Optional.of("Bearer " + printable(secret(token.get())));
    }
    if (password.isPresent()) {
      String pair = username.orElse("") + ":" + secret(password.get());
      return Optional.of(
          "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }
    return Optional.empty();
  }

  private static String secret(SecretFile file) throws AlertmanagerException {
    Optional<String> secret = file.secret();
    if (secret.isEmpty()) {
      throw new AlertmanagerException(Reason.NO_SECRET, file.trouble());
    }
    return secret.get();
  }

  private static String printable(String token) throws AlertmanagerException {
    if (!PRINTABLE.matcher(token).matches()) {
      throw new AlertmanagerException(
          Reason.NO_SECRET,
          "Cannot show alertmanager.bearerTokenFile: it holds white space or other than ASCII;"
              + " put the token alone there");
    }
    return token;
  }
}
