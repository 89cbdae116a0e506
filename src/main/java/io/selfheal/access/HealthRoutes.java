package io.selfheal.access;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;

/**
 * {@code /healthz}: this process answers. {@code /readyz}: it can also take alerts; 503 and what is
 * missing otherwise. Both are open: they tell nothing that a probe may not know.
 */
public final class HealthRoutes {
  private static final JsonFactory JSON = new JsonFactory();

  private final Readiness readiness;

  public HealthRoutes(Readiness readiness) {
    this.readiness = readiness;
  }

  public void addTo(RoutesConfig routes) {
    routes.get("/healthz", context -> answer(context, "alive", List.of()));
    routes.get("/readyz", this::ready);
  }

  private void ready(Context context) throws IOException {
    List<String> missing = readiness.missing();
    context.status(missing.isEmpty() ? 200 : 503);
    answer(context, missing.isEmpty() ? "ready" : "not ready", missing);
  }

  private static void answer(Context context, String status, List<String> missing)
      throws IOException {
    context.contentType("application/json");
    try (JsonGenerator json = JSON.createGenerator(context.outputStream())) {
      json.writeStartObject();
      json.writeStringField("status", status);
      if (!missing.isEmpty()) {
        json.writeFieldName("missing");
        json.writeArray(missing.toArray(String[]::new), 0, missing.size());
      }
      json.writeEndObject();
    }
  }
}
