package io.selfheal.storage.s3;

import io.selfheal.storage.S3Config;
import io.selfheal.storage.StorageException;
import io.selfheal.storage.StorageException.Reason;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Signs requests and sends them, each once: what calls comes back later. */
final class S3Api {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofMinutes(5);

  private final S3Config config;
  private final Clock clock;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  S3Api(S3Config config, Clock clock) {
    this.config = config;
    this.clock = clock;
  }

  URI place(String key) {
    return config.endpoint().resolve(path(key));
  }

  S3Request request(String method, String key) {
    return S3Request.of(method, path(key));
  }

  /** Empty when there is no such object. */
  Optional<S3Answer> head(String key, String doing) throws StorageException, InterruptedException {
    S3Answer answer = send(request("HEAD", key), doing);
    return answer.missing() ? Optional.empty() : Optional.of(answer.orThrow(doing));
  }

  S3Answer send(S3Request request, String doing) throws StorageException, InterruptedException {
    try {
      HttpResponse<String> response = client.send(signed(request), BodyHandlers.ofString());
      return new S3Answer(response.statusCode(), response.headers(), response.body());
    } catch (IOException e) {
      throw new StorageException(
          Reason.UNREACHABLE,
          "Cannot " + doing + ": " + e.getClass().getSimpleName() + "; it is tried again",
          e);
    }
  }

  private HttpRequest signed(S3Request request) throws StorageException {
    S3Signature signature =
        new S3Signature(
            S3Credentials.read(config.credentialsFile()), config.region(), clock.instant());
    String query = S3Signature.query(request.query());
    URI uri = config.endpoint().resolve(request.path() + (query.isEmpty() ? "" : "?" + query));
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(uri)
            .timeout(ANSWER)
            .method(request.method(), request.body().bytes());
    signature.headers(request, uri.getAuthority()).forEach(builder::header);
    return builder.build();
  }

  private String path(String key) {
    return "/" + config.bucket() + (key.isEmpty() ? "" : "/" + key);
  }
}
