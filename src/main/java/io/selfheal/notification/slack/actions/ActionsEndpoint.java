package io.selfheal.notification.slack.actions;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import io.selfheal.access.HttpProblem;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /slack/actions}: bounds, signature, and only then a look at what it says. A press
 * that is refused gets a 200 all the same: whoever pressed is told in Slack.
 */
final class ActionsEndpoint {
  private static final Logger LOG = LoggerFactory.getLogger(ActionsEndpoint.class);
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String PAYLOAD = "payload=";

  private final Signature signature;
  private final Reception reception;
  private final Clock clock;
  private final AtomicBoolean refuses = new AtomicBoolean();

  ActionsEndpoint(Signature signature, Reception reception, Clock clock) {
    this.signature = signature;
    this.reception = reception;
    this.clock = clock;
  }

  void post(Context context) {
    requireForm(context.header("Content-Type"));
    byte[] body = RequestBody.read(context, clock);
    requireGenuine(context, body);
    if (!reception.take(payload(body)).join()) {
      throw HttpProblem.unavailable("Too many presses at once; press again");
    }
    context.status(200);
  }

  private static void requireForm(String type) {
    String media = type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (!media.equals(FORM)) {
      throw new HttpProblem(415, "The content type must be " + FORM);
    }
  }

  private void requireGenuine(Context context, byte[] body) {
    String timestamp = context.header("X-Slack-Request-Timestamp");
    if (signature.isGenuine(timestamp, body, context.header("X-Slack-Signature"))) {
      refuses.set(false);
      return;
    }
    if (!signature.trouble().isEmpty()) {
      throw HttpProblem.unavailable("A secret of ours cannot be read; the log says which");
    }
    if (!refuses.getAndSet(true)) {
      LOG.atWarn()
          .addKeyValue("from", context.req().getRemoteAddr())
          .log("A request that Slack has not signed just now, by our secret, was refused");
    }
    throw new HttpProblem(401, "This needs Slack's signature, no older than five minutes");
  }

  private static JsonNode payload(byte[] body) {
    String form = new String(body, StandardCharsets.UTF_8);
    List<String> payloads =
        Stream.of(form.split("&", -1)).filter(field -> field.startsWith(PAYLOAD)).toList();
    JsonNode payload =
        Press.parsed(
            payloads.size() == 1 ? decoded(payloads.get(0).substring(PAYLOAD.length())) : "");
    if (payload.isMissingNode()) {
      throw new HttpProblem(400, "The form must have one field 'payload', a JSON object");
    }
    return payload;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
