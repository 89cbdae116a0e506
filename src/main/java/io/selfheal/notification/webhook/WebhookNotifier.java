package io.selfheal.notification.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.selfheal.incident.Incident;
import io.selfheal.incident.Outbox.MessageRef;
import io.selfheal.notification.Digest;
import io.selfheal.notification.HttpAnswer;
import io.selfheal.notification.IncidentMessage;
import io.selfheal.notification.JsonHttp;
import io.selfheal.notification.NotificationException;
import io.selfheal.notification.NotificationException.Reason;
import io.selfheal.notification.Notifier;
import io.selfheal.rules.RuleBook;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * Sends every incident to another program, as JSON, each time that it changes. The same state has
 * the same body and the same {@code Idempotency-Key}, however often it is sent.
 */
public final class WebhookNotifier implements Notifier {
  private static final String KEY = "Idempotency-Key";
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  private final WebhookTarget target;
  private final Function<String, Optional<Incident>> incidents;
  private final RuleBook rules;
  private final Clock clock;
  private final JsonHttp http;

  /**
   * @param incidents the ledger's newest state of an incident, by its id
   */
  public WebhookNotifier(
      WebhookTarget target,
      Function<String, Optional<Incident>> incidents,
      RuleBook rules,
      Clock clock) {
    this.target = target;
    this.incidents = incidents;
    this.rules = rules;
    this.clock = clock;
    this.http = new JsonHttp("the webhook " + target.name(), DEADLINE);
  }

  @Override
  public MessageRef post(String channel, IncidentMessage message) throws NotificationException {
    String body = body(message).toString();
    String key = message.incident() + "-" + Digest.of(body);
    HttpRequest request =
        JsonHttp.json(target.url(), body)
            .header("User-Agent", "self-heal-responder")
            .header(KEY, key)
            .header(
                WebhookSignature.HEADER,
                WebhookSignature.of(body, clock.instant(), target.secret().read()))
            .build();
    HttpAnswer answer = http.send(request);
    if (!answer.successful()) {
      throw failure(answer);
    }
    return new MessageRef(channel, key);
  }

  @Override
  public MessageRef edit(MessageRef ref, IncidentMessage message) throws NotificationException {
    return post(ref.channel(), message);
  }

  @Override
  public boolean forPeople() {
    return false;
  }

  @Override
  public Duration pause() {
    return Duration.ZERO;
  }

  private ObjectNode body(IncidentMessage message) {
    return incidents
        .apply(message.incident())
        .map(found -> IncidentJson.of(message, found, rules.subjectOf(found.origin().alert())))
        .orElseGet(() -> IncidentJson.of(message));
  }

  private NotificationException failure(HttpAnswer answer) {
    Reason reason = reason(answer.status());
    return new NotificationException(
        reason,
        "Cannot post to the webhook "
            + target.name()
            + ": HTTP status "
            + answer.status()
            + "; "
            + remedy(reason),
        answer.askedWait());
  }

  private static Reason reason(int status) {
    return switch (status) {
      case 429 -> Reason.RATE_LIMITED;
      case 401, 403 -> Reason.UNAUTHORIZED;
      case 404, 410 -> Reason.CHANNEL_UNUSABLE;
      default -> status >= 500 || status == 408 ? Reason.SERVER_ERROR : Reason.REJECTED;
    };
  }

  private static String remedy(Reason reason) {
    return switch (reason) {
      case RATE_LIMITED, SERVER_ERROR, UNREACHABLE -> "it is tried again";
      case NO_SECRET, UNAUTHORIZED -> "check its secretFile on both sides";
      case CHANNEL_UNUSABLE, MESSAGE_GONE -> "correct its url";
      case REJECTED -> "look there why it is not taken";
    };
  }
}
