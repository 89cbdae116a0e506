package io.selfheal.kubernetes;

import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.Pair;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** One question to the API server and its answer. */
final class Api {
  private static final String[] AUTHENTICATION = {"BearerToken"};
  private static final String JSON = "application/json";
  private static final String MERGE = "application/strategic-merge-patch+json";

  private final ApiClient client;
  private final ErrorStreak errors = new ErrorStreak();

  Api(ApiClient client) {
    this.client = client;
  }

  OkHttpClient http() {
    return client.getHttpClient();
  }

  int errorsInARow() {
    return errors.length();
  }

  void close() {
    http().dispatcher().cancelAll();
    http().dispatcher().executorService().shutdown();
    http().connectionPool().evictAll();
  }

  /** Empty when the server knows no such object, and when no object can have such a name. */
  <T> Optional<T> find(Class<T> type, String template, String... names) throws ClusterException {
    try {
      return Optional.of(get(type, List.of(), template, names));
    } catch (ClusterException e) {
      if (e.reason() == ClusterException.Reason.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  <T> T get(Class<T> type, List<Pair> query, String template, String... names)
      throws ClusterException {
    ApiPath path = ApiPath.of(template, names);
    String doing = "read " + path;
    Answer answer = ask(http(), request("GET", path, query, null), doing);
    if (!answer.ok()) {
      throw answer.failure(doing);
    }
    return answer.as(type, doing);
  }

  /** Sends once: a removal that got lost on the way is looked at before it is said again. */
  Answer send(String method, ApiPath path, Object body) throws ClusterException {
    OkHttpClient once = http().newBuilder().retryOnConnectionFailure(false).build();
    String doing = method.toLowerCase(Locale.ROOT) + " " + path;
    return ask(once, request(method, path, List.of(), body), doing);
  }

  /** A request with the credentials in place, its query encoded. */
  Request request(String method, ApiPath path, List<Pair> query, Object body)
      throws ClusterException {
    try {
      return client.buildRequest(
          null,
          path.text(),
          method,
          query,
          List.of(),
          body,
          headers(method),
          Map.of(),
          Map.of(),
          AUTHENTICATION,
          null);
    } catch (ApiException e) {
      throw Failures.of(
          ClusterException.Reason.BAD_REQUEST, "ask for " + path, "" + e.getMessage());
    }
  }

  private static Map<String, String> headers(String method) {
    String content = method.equals("PATCH") ? MERGE : JSON;
    return new HashMap<>(Map.of("Accept", JSON, "Content-Type", content));
  }

  private Answer ask(OkHttpClient http, Request request, String doing) throws ClusterException {
    try (Response response = http.newCall(request).execute()) {
      Answer answer = new Answer(response.code(), response.body().string());
      errors.answered(answer.code());
      return answer;
    } catch (IOException e) {
      ClusterException failure = Failures.unanswered(doing, e);
      errors.unanswered(failure);
      throw failure;
    }
  }
}
