package io.selfheal.access;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;

/** What a caller shows who may read a port's secrets: our own commands do. */
public final class Authorization {
  private Authorization() {}

  /**
   * The value of the header {@code Authorization}. Throws {@link AccessException} without
   * credentials, and where their file cannot be read.
   */
  public static String of(Credentials credentials) {
    if (!credentials.bearerTokenFiles().isEmpty()) {
      return "Bearer " + secret(credentials.bearerTokenFiles().get(0));
    }
    return credentials
        .basic()
        .map(basic -> "Basic " + encoded(basic.username() + ":" + secret(basic.passwordFile())))
        .orElseThrow(
            () ->
                new AccessException(
                    "Cannot ask the responder: its operator's port has no credentials; set"
                        + " operator.bearerTokenFiles or operator.basic"));
  }

  private static String secret(Path path) {
    SecretFile file = new SecretFile(path);
    String secret = file.secret().orElseThrow(() -> new AccessException(file.trouble()));
    if (secret.chars().anyMatch(letter -> letter < ' ' || letter > '~')) {
      throw new AccessException(
          "Cannot show the secret in "
              + path
              + ": it has signs that no header may have; put a secret of printable ASCII there");
    }
    return secret;
  }

  private static String encoded(String pair) {
    return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }
}
