package io.selfheal.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decides who may call, by the {@code Authorization} header. Every comparison takes the same time
 * whether it holds or not, and without credentials nobody is admitted.
 */
public final class Authenticator {
  private static final String BEARER = "bearer";
  private static final String BASIC = "basic";
  private static final String REALM = " realm=\"self-heal-responder\"";

  private final List<SecretFile> tokens;
  private final Optional<User> user;

  private record User(String name, SecretFile password) {}

  public Authenticator(Credentials credentials) {
    this.tokens = credentials.bearerTokenFiles().stream().map(SecretFile::new).toList();
    this.user =
        credentials
            .basic()
            .map(basic -> new User(basic.username(), new SecretFile(basic.passwordFile())));
  }

  /** Throws when a secret's file is missing, unreadable or empty. */
  public void check() {
    List<String> troubles =
        secretFiles().map(SecretFile::trouble).filter(why -> !why.isEmpty()).toList();
    if (!troubles.isEmpty()) {
      throw new AccessException(String.join("\n", troubles));
    }
  }

  /**
   * @param header the value of {@code Authorization}, or null
   */
  public boolean admits(String header) {
    if (header == null) {
      return false;
    }
    String[] parts = header.strip().split(" +", 2);
    String shown = parts.length == 2 ? parts[1] : "";
    return switch (parts[0].toLowerCase(Locale.ROOT)) {
      case BEARER -> isToken(shown);
      case BASIC -> isUser(shown);
      default -> false;
    };
  }

  /** Whether a secret cannot be read now: then a caller who is not admitted may yet be right. */
  public boolean impaired() {
    return secretFiles().anyMatch(file -> !file.trouble().isEmpty());
  }

  /** What to ask for in {@code WWW-Authenticate}. */
  String challenge() {
    Stream<String> schemes =
        Stream.concat(
            tokens.isEmpty() ? Stream.empty() : Stream.of("Bearer" + REALM),
            user.stream().map(known -> "Basic" + REALM));
    return String.join(", ", schemes.toList());
  }

  private boolean isToken(String shown) {
    boolean found = false;
    for (SecretFile token : tokens) {
      found |= token.secret().map(secret -> same(secret, shown)).orElse(false);
    }
    return found;
  }

  private boolean isUser(String shown) {
    return user.flatMap(known -> known.password().secret().map(word -> known.name() + ":" + word))
        .map(pair -> MessageDigest.isEqual(bytes(pair), decoded(shown)))
        .orElse(false);
  }

  private static byte[] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  private Stream<SecretFile> secretFiles() {
    return Stream.concat(tokens.stream(), user.stream().map(User::password));
  }

  private static boolean same(String secret, String shown) {
    return MessageDigest.isEqual(bytes(secret), bytes(shown));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
