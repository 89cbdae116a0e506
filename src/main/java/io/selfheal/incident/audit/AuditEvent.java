package io.selfheal.incident.audit;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

/**
 * What an entry tells, as the ledger holds it: text that a reader takes as it is, so that an old
 * entry proves true under a newer version.
 *
 * @param at when it was written, in ISO-8601
 * @param kind the slug of an {@link AuditKind}
 * @param what a JSON object; its fields depend on the kind
 */
public record AuditEvent(String at, String kind, String incident, String what) {

  /** One JSON object that is not yet closed; the order of its fields is part of the hash. */
  String open(long number) {
    return "{\"number\":"
        + number
        + ",\"at\":"
        + quoted(at)
        + ",\"kind\":"
        + quoted(kind)
        + ",\"incident\":"
        + quoted(incident)
        + ",\"what\":"
        + what;
  }

  static String quoted(String text) {
    return '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }
}
