package io.selfheal.notification.slack;

import io.selfheal.notification.HttpAnswer;
import io.selfheal.notification.NotificationException;
import io.selfheal.notification.NotificationException.Reason;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What Slack's error codes and HTTP statuses mean for a message; an unknown code is our mistake.
 */
final class SlackErrors {
  /** What to check where the bot's token, or the webhook, is refused. */
  static final String BOT =
      "check slack.tokenFile (a bot token with chat:write) or slack.webhookUrlFile";

  static final String APP = "check slack.appTokenFile (an app-level token with connections:write)";

  /** Of what only one user is to see, who is not in the channel. */
  private static final String USER_OUTSIDE = "user_not_in_channel";

  private static final Map<String, Reason> REASONS = new HashMap<>();

  static {
    means(Reason.RATE_LIMITED, "ratelimited", "rate_limited", "message_limit_exceeded");
    means(Reason.SERVER_ERROR, "internal_error", "fatal_error", "service_unavailable");
    means(Reason.SERVER_ERROR, "request_timeout", "team_added_to_org", "rollup_error");
    means(Reason.UNAUTHORIZED, "not_authed", "invalid_auth", "account_inactive", "no_permission");
    means(Reason.UNAUTHORIZED, "token_revoked", "token_expired", "missing_scope", "access_denied");
    means(Reason.UNAUTHORIZED, "not_allowed_token_type", "org_login_required", "no_team");
    means(Reason.UNAUTHORIZED, "ekm_access_denied", "team_access_not_granted", "no_service");
    means(Reason.UNAUTHORIZED, "two_factor_setup_required", "invalid_token", "team_disabled");
    means(Reason.UNAUTHORIZED, "action_prohibited", "user_not_found", "no_active_hooks");
    means(Reason.CHANNEL_UNUSABLE, "channel_not_found", "not_in_channel", "is_archived");
    means(Reason.CHANNEL_UNUSABLE, "channel_is_archived", "restricted_action");
    means(Reason.CHANNEL_UNUSABLE, USER_OUTSIDE);
    means(Reason.CHANNEL_UNUSABLE, "restricted_action_read_only_channel");
    means(Reason.CHANNEL_UNUSABLE, "restricted_action_thread_only_channel");
    means(Reason.CHANNEL_UNUSABLE, "restricted_action_non_threadable_channel");
    means(Reason.CHANNEL_UNUSABLE, "posting_to_general_channel_denied");
    means(Reason.MESSAGE_GONE, "message_not_found", "cant_update_message", "edit_window_closed");
    means(Reason.MESSAGE_GONE, "is_inactive", "thread_not_found", "cannot_reply_to_message");
  }

  private SlackErrors() {}

  /**
   * @param code Slack's word for it; empty when it gave none
   * @param verb what was tried, as "post to #payments"
   */
  static NotificationException of(HttpAnswer answer, String code, String verb) {
    return of(answer, code, verb, BOT);
  }

  /**
   * @param login what to check where the login is refused
   */
  static NotificationException of(HttpAnswer answer, String code, String verb, String login) {
    Reason reason = Optional.ofNullable(REASONS.get(code)).orElseGet(() -> of(answer.status()));
    String why = code.matches("[a-z_]{1,60}") ? code : "HTTP status " + answer.status();
    return new NotificationException(
        reason,
        "Cannot " + verb + ": " + why + "; " + remedy(code, reason, login),
        answer.askedWait());
  }

  private static String remedy(String code, Reason reason, String login) {
    return code.equals(USER_OUTSIDE) ? "that user is to join the channel" : remedy(reason, login);
  }

  private static Reason of(int status) {
    if (status == 429) {
      return Reason.RATE_LIMITED;
    }
    if (status >= 500 || status == 408) {
      return Reason.SERVER_ERROR;
    }
    return status == 401 || status == 403 || status == 404 || status == 410
        ? Reason.UNAUTHORIZED
        : Reason.REJECTED;
  }

  private static String remedy(Reason reason, String login) {
    return switch (reason) {
      case RATE_LIMITED, SERVER_ERROR, UNREACHABLE -> "it is tried again";
      case NO_SECRET, UNAUTHORIZED -> login;
      case CHANNEL_UNUSABLE -> "invite the bot there, or correct slack.channels";
      case MESSAGE_GONE -> "it is posted anew";
      case REJECTED -> "please report this as a bug";
    };
  }

  private static void means(Reason reason, String... codes) {
    for (String code : codes) {
      REASONS.put(code, reason);
    }
  }
}
