package io.selfheal.notification.slack.actions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.ManualClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** On the example of Slack's own documentation. */
class SignatureTest {
  private static final String SECRET = "8f742231b10e8888abcd99yyyzzz85a5";
  private static final String AT = "1531420618";
  private static final String SIGNATURE =
      "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";
  private static final byte[] BODY =
      ("token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow"
              + "&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner"
              + "&command=%2Fwebhook-collect&text="
              + "&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J"
              + "%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
              + "&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c")
          .getBytes(StandardCharsets.UTF_8);

  private final ManualClock clock = new ManualClock(Instant.ofEpochSecond(1_531_420_618));
  @TempDir Path folder;
  private Path file;
  private Signature signature;

  @BeforeEach
  void write() throws IOException {
    file = Files.writeString(folder.resolve("secret"), SECRET + "\n");
    signature = new Signature(file, clock);
  }

  @Test
  void slacks_own_example_is_genuine() {
    assertTrue(signature.isGenuine(AT, BODY, SIGNATURE));
  }

  @ParameterizedTest
  @CsvSource({"300, true", "301, false", "-300, true", "-301, false"})
  void five_minutes_either_way_are_fresh_enough(long seconds, boolean genuine) {
    clock.advance(java.time.Duration.ofSeconds(seconds));
    assertEquals(genuine, signature.isGenuine(AT, BODY, SIGNATURE));
  }

  @Test
  void each_of_the_three_that_are_signed_counts() throws IOException {
    byte[] other = BODY.clone();
    other[20]++;
    assertFalse(signature.isGenuine(AT, other, SIGNATURE));
    assertFalse(signature.isGenuine("1531420619", BODY, SIGNATURE));
    Files.writeString(file, "another secret");
    assertFalse(signature.isGenuine(AT, BODY, SIGNATURE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "v0=", "v1=a2114d57", "V0=A2114D57B48EAC39B9AD189DD8316235A7B4A8D2"})
  void what_is_no_signature_is_not_genuine(String shown) {
    assertFalse(signature.isGenuine(AT, BODY, shown));
    assertFalse(signature.isGenuine(AT, BODY, null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "now", "-1531420618", "1531420618.5", "99999999999999999999"})
  void what_is_no_time_is_not_genuine(String time) {
    assertFalse(signature.isGenuine(time, BODY, SIGNATURE));
    assertFalse(signature.isGenuine(null, BODY, SIGNATURE));
  }

  @Test
  void a_secret_may_be_followed_by_its_successor() throws IOException {
    Files.writeString(file, "the next secret\n\n" + SECRET + "\n");
    assertTrue(signature.isGenuine(AT, BODY, SIGNATURE));
  }

  @Test
  void without_a_secret_nothing_is_genuine() throws IOException {
    Files.writeString(file, " \n");
    assertFalse(signature.isGenuine(AT, BODY, SIGNATURE));
    assertFalse(signature.trouble().isEmpty());
    Files.delete(file);
    assertFalse(signature.isGenuine(AT, BODY, SIGNATURE));
  }
}
