package io.selfheal.kubernetes;

import com.google.gson.Gson;
import io.kubernetes.client.openapi.JSON;
import java.time.LocalDate;
import java.time.OffsetDateTime;

/**
 * Reads the API's objects. The client's own JSON throws at a field that it does not know, so that
 * every newer server would break it; it is replaced by this one.
 */
final class LenientJson {
  static final Gson GSON =
      JSON.createGson()
          .registerTypeAdapter(OffsetDateTime.class, new JSON.OffsetDateTimeTypeAdapter())
          .registerTypeAdapter(LocalDate.class, new JSON.LocalDateTypeAdapter())
          .registerTypeAdapter(byte[].class, new JSON.ByteArrayAdapter())
          .create();

  private LenientJson() {}

  /** For what the client reads and writes by itself. */
  static void install() {
    JSON.setGson(GSON);
  }
}
