package io.selfheal.access;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthenticatorTest {
  @TempDir Path folder;
  private Path token;
  private Path password;
  private Authenticator authenticator;

  @BeforeEach
  void write() throws Exception {
    token = Files.writeString(folder.resolve("token"), "  the-token\n");
    password = Files.writeString(folder.resolve("password"), "the:password\n");
    authenticator =
        new Authenticator(
            new Credentials(List.of(token), Optional.of(new Credentials.Basic("anna", password))));
  }

  @ParameterizedTest
  @CsvSource({
    "Bearer the-token, true",
    "BEARER   the-token, true",
    "Bearer the-token-and-more, false",
    "Bearer the-toke, false",
    "Bearer, false",
    "'Bearer ', false",
    "the-token, false",
    "Digest the-token, false",
    "'', false",
    "Basic the-token, false",
    "Basic !!!, false",
    "Basic, false",
  })
  void admits_who_shows_the_token(String header, boolean admitted) {
    assertEquals(admitted, authenticator.admits(header));
  }

  @ParameterizedTest
  @CsvSource({
    "anna:the:password, true",
    "anna:the, false",
    "anna:, false",
    "bert:the:password, false",
    ":the:password, false",
    "the:password, false"
  })
  void admits_the_user_with_the_password(String pair, boolean admitted) {
    String shown = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));

    assertEquals(admitted, authenticator.admits("Basic " + shown));
  }

  @Test
  void no_header_and_no_credentials_admit_nobody() {
    assertFalse(authenticator.admits(null));
    assertFalse(new Authenticator(Credentials.NONE).admits("Bearer "));
  }

  @Test
  void an_emptied_file_admits_nobody() throws Exception {
    assertTrue(authenticator.admits("Bearer the-token"));
    Files.writeString(token, "");

    assertFalse(authenticator.admits("Bearer "));
    assertFalse(authenticator.admits("Bearer the-token"));
  }

  @Test
  void a_deleted_file_admits_nobody_until_it_is_back() throws Exception {
    Files.delete(token);
    assertFalse(authenticator.admits("Bearer the-token"));
    Files.writeString(token, "the-token");

    assertTrue(authenticator.admits("Bearer the-token"));
  }

  @Test
  void a_swapped_file_of_the_same_age_and_size_is_noticed() throws Exception {
    FileTime age = Files.getLastModifiedTime(token);
    authenticator.admits("Bearer the-token");
    Path next = Files.writeString(folder.resolve("next"), "  new-token\n");
    Files.setLastModifiedTime(next, age);
    Files.move(next, token, StandardCopyOption.REPLACE_EXISTING);

    assertTrue(authenticator.admits("Bearer new-token"));
    assertFalse(authenticator.admits("Bearer the-token"));
  }

  @Test
  void asks_for_what_it_takes() {
    assertEquals(
        "Bearer realm=\"self-heal-responder\", Basic realm=\"self-heal-responder\"",
        authenticator.challenge());
  }

  @Test
  void all_unusable_files_are_named_at_once() throws Exception {
    assertDoesNotThrow(authenticator::check);
    Files.delete(token);
    Files.writeString(password, " \n");

    String message = assertThrows(AccessException.class, authenticator::check).getMessage();

    assertTrue(message.contains(token + ": there is no such file"), message);
    assertTrue(message.contains(password + ": it is empty"), message);
  }
}
