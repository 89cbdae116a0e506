package io.selfheal.webhook;

import io.javalin.http.Context;
import io.selfheal.access.Authenticator;
import io.selfheal.access.HttpProblem;
import io.selfheal.incident.Inbox;
import io.selfheal.incident.LedgerException;
import io.selfheal.incident.Receipt;
import io.selfheal.rules.RuleBook;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /alert}: credentials, bounds, parse, decide, make durable, and only then answer. When
 * the ledger cannot take it, nothing was taken and the sender is told to come again.
 */
final class AlertEndpoint {
  private static final Logger LOG = LoggerFactory.getLogger(AlertEndpoint.class);

  private final WebhookConfig config;
  private final Authenticator authenticator;
  private final BytesInFlight inFlight;
  private final Inbox inbox;
  private final RuleBook rules;
  private final ReceiptListener listener;
  private final AtomicBoolean ledgerFails = new AtomicBoolean();
  private final AtomicBoolean refusesCallers = new AtomicBoolean();

  AlertEndpoint(
      WebhookConfig config,
      Authenticator authenticator,
      Inbox inbox,
      RuleBook rules,
      ReceiptListener listener) {
    this.config = config;
    this.authenticator = authenticator;
    this.inFlight = new BytesInFlight(config.bounds().maxInFlight());
    this.inbox = inbox;
    this.rules = rules;
    this.listener = listener;
  }

  void post(Context context) throws IOException {
    authenticate(context);
    checkMedia(context.header("Content-Type"), context.header("Content-Encoding"));
    try (Body body = open(context)) {
      List<Receipt> receipts = accept(parse(body));
      receipts.forEach(listener::received);
      ReceiptsJson.write(receipts, context);
    }
  }

  private void authenticate(Context context) {
    if (!config.authenticates() || authenticator.admits(context.header("Authorization"))) {
      refusesCallers.set(false);
      return;
    }
    if (authenticator.impaired()) {
      throw HttpProblem.unavailable("A credential of ours cannot be read; the log says which");
    }
    if (!refusesCallers.getAndSet(true)) {
      LOG.atWarn()
          .addKeyValue("from", context.req().getRemoteAddr())
          .log("A caller without valid credentials was refused");
    }
    throw HttpProblem.unauthorized(authenticator);
  }

  private static void checkMedia(String type, String encoding) {
    String media = type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (!media.equals("application/json")) {
      throw new HttpProblem(415, "The content type must be application/json");
    }
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      throw new HttpProblem(415, "The body must not be compressed");
    }
  }

  private Body open(Context context) {
    Body body = new Body(context.bodyInputStream(), config.bounds(), inFlight, Clock.systemUTC());
    body.announced(context.req().getContentLengthLong());
    return body;
  }

  private static Notification parse(Body body) {
    try {
      return NotificationParser.parse(body);
    } catch (IOException e) {
      LOG.atDebug().setCause(e).log("A body was cut off");
      throw HttpProblem.unavailable("The body did not arrive").header("Connection", "close");
    }
  }

  private List<Receipt> accept(Notification notification) {
    try {
      List<Receipt> receipts = inbox.accept(notification.intakes(rules));
      ledgerFails.set(false);
      return receipts;
    } catch (LedgerException e) {
      if (!ledgerFails.getAndSet(true)) {
        LOG.atError().setCause(e).log("The ledger cannot take alerts; senders are told to retry");
      }
      throw HttpProblem.unavailable("The ledger cannot take alerts now; nothing of this was taken");
    }
  }
}
