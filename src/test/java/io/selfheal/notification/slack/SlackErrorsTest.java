package io.selfheal.notification.slack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.notification.HttpAnswer;
import io.selfheal.notification.NotificationException;
import io.selfheal.notification.NotificationException.Reason;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlackErrorsTest {
  @ParameterizedTest
  @CsvSource({
    "ratelimited, RATE_LIMITED",
    "internal_error, SERVER_ERROR",
    "service_unavailable, SERVER_ERROR",
    "invalid_auth, UNAUTHORIZED",
    "token_revoked, UNAUTHORIZED",
    "missing_scope, UNAUTHORIZED",
    "no_service, UNAUTHORIZED",
    "channel_not_found, CHANNEL_UNUSABLE",
    "not_in_channel, CHANNEL_UNUSABLE",
    "is_archived, CHANNEL_UNUSABLE",
    "restricted_action, CHANNEL_UNUSABLE",
    "user_not_in_channel, CHANNEL_UNUSABLE",
    "message_not_found, MESSAGE_GONE",
    "cant_update_message, MESSAGE_GONE",
    "edit_window_closed, MESSAGE_GONE",
    "thread_not_found, MESSAGE_GONE",
    "invalid_blocks, REJECTED",
    "msg_too_long, REJECTED",
    "msg_blocks_too_long, REJECTED",
    "a_code_of_tomorrow, REJECTED"
  })
  void an_error_code_has_a_reason(String code, Reason reason) {
    assertEquals(reason, SlackErrors.of(answer(200), code, "post").reason());
  }

  @ParameterizedTest
  @CsvSource({
    "400, REJECTED", "401, UNAUTHORIZED", "403, UNAUTHORIZED", "404, UNAUTHORIZED",
    "408, SERVER_ERROR", "410, UNAUTHORIZED", "429, RATE_LIMITED", "500, SERVER_ERROR",
    "503, SERVER_ERROR", "302, REJECTED"
  })
  void a_status_without_a_code_has_a_reason(int status, Reason reason) {
    assertEquals(reason, SlackErrors.of(answer(status), "", "post").reason());
  }

  @Test
  void only_what_time_mends_is_retryable() {
    assertTrue(SlackErrors.of(answer(200), "ratelimited", "post").retryable());
    assertFalse(SlackErrors.of(answer(200), "invalid_auth", "post").retryable());
    assertFalse(SlackErrors.of(answer(200), "invalid_blocks", "post").retryable());
  }

  @ParameterizedTest
  @CsvSource({"30, 30", "0, 1", "999999999, 3600"})
  void a_wait_is_kept_within_reason(String header, long seconds) {
    assertEquals(Optional.of(Duration.ofSeconds(seconds)), rateLimited(header).retryAfter());
  }

  @ParameterizedTest
  @CsvSource({"-1", "soon", "99999999999999"})
  void a_wait_that_is_no_number_is_none(String header) {
    assertEquals(Optional.empty(), rateLimited(header).retryAfter());
  }

  @Test
  void a_user_outside_the_channel_is_no_mistake_of_ours_or_the_bots() {
    NotificationException failure = SlackErrors.of(answer(200), "user_not_in_channel", "tell");
    assertEquals(
        "Cannot tell: user_not_in_channel; that user is to join the channel", failure.getMessage());
  }

  @Test
  void a_code_that_is_none_is_not_repeated() {
    NotificationException failure = SlackErrors.of(answer(200), "<html>\u001b", "post");
    assertEquals("Cannot post: HTTP status 200; please report this as a bug", failure.getMessage());
  }

  private static NotificationException rateLimited(String header) {
    return SlackErrors.of(new HttpAnswer(429, Optional.of(header), ""), "", "post");
  }

  private static HttpAnswer answer(int status) {
    return new HttpAnswer(status, Optional.empty(), "");
  }
}
