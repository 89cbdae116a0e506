package io.selfheal.webhook;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.javalin.http.Context;
import io.selfheal.incident.Receipt;
import java.io.IOException;
import java.util.List;

/** Tells the sender what became of each alert, in the order they were sent. */
final class ReceiptsJson {
  private static final JsonFactory JSON = new JsonFactory();

  private ReceiptsJson() {}

  static void write(List<Receipt> receipts, Context context) throws IOException {
    context.contentType("application/json");
    try (JsonGenerator json = JSON.createGenerator(context.outputStream())) {
      json.writeStartObject();
      json.writeArrayFieldStart("alerts");
      for (Receipt receipt : receipts) {
        write(receipt, json);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  private static void write(Receipt receipt, JsonGenerator json) throws IOException {
    json.writeStartObject();
    if (receipt.fingerprint().isPresent()) {
      json.writeStringField("fingerprint", receipt.fingerprint().get().hex());
    }
    json.writeStringField("decision", receipt.decision().slug());
    if (receipt.rule().isPresent()) {
      json.writeStringField("rule", receipt.rule().get());
    }
    if (receipt.incident().isPresent()) {
      json.writeStringField("incident", receipt.incident().get());
    }
    if (!receipt.detail().isEmpty()) {
      json.writeStringField("reason", receipt.detail());
    }
    json.writeEndObject();
  }
}
