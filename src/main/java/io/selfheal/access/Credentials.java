package io.selfheal.access;

import io.selfheal.config.Section;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a caller must show, by the files that hold it: any of the bearer tokens (two of them while
 * one replaces the other), or a user's password.
 */
public record Credentials(List<Path> bearerTokenFiles, Optional<Basic> basic) {
  public static final Credentials NONE = new Credentials(List.of(), Optional.empty());

  /** A user, and the file with the password. */
  public record Basic(String username, Path passwordFile) {}

  public Credentials {
    bearerTokenFiles = List.copyOf(bearerTokenFiles);
  }

  /** Reads the keys {@code bearerTokenFiles} and {@code basic} of a port's section. */
  public static Credentials read(Section section) {
    List<Path> tokens =
        section.strings("bearerTokenFiles", List.of()).stream().map(Path::of).toList();
    Section basic = section.section("basic");
    return new Credentials(
        tokens, basic.present() ? Optional.of(readBasic(basic)) : Optional.empty());
  }

  /** Whether there is anything to show. */
  public boolean required() {
    return !bearerTokenFiles.isEmpty() || basic.isPresent();
  }

  /** Every file that holds a secret. */
  public List<Path> files() {
    List<Path> files = new ArrayList<>(bearerTokenFiles);
    basic.map(Basic::passwordFile).ifPresent(files::add);
    return List.copyOf(files);
  }

  private static Basic readBasic(Section basic) {
    String username = basic.requiredString("username", "a user name without a colon");
    if (username.contains(":")) {
      basic.problem("username", "a user name without a colon");
    }
    String file = basic.requiredString("passwordFile", "the path of a file with the password");
    basic.done();
    return new Basic(username, Path.of(file));
  }
}
