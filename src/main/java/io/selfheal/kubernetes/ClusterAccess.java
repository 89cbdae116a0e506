package io.selfheal.kubernetes;

import io.kubernetes.client.openapi.models.V1ResourceAttributes;
import io.kubernetes.client.openapi.models.V1SelfSubjectAccessReview;
import io.kubernetes.client.openapi.models.V1SelfSubjectAccessReviewSpec;
import io.kubernetes.client.openapi.models.VersionInfo;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import okhttp3.Response;

/** What the API server says of itself and of what we may do there; it changes nothing. */
public final class ClusterAccess implements AutoCloseable {
  private static final String REVIEWS = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";
  private static final String VERSION = "/version";

  private final Api api;

  private ClusterAccess(Api api) {
    this.api = api;
  }

  /** Throws when the configuration or its files cannot be used; nothing is asked yet. */
  public static ClusterAccess connect(ClusterConfig config) throws ClusterException {
    return new ClusterAccess(new Api(ApiClients.open(config, System.getenv())));
  }

  /** As {@code v1.34.0}. */
  public String version() throws ClusterException {
    return String.valueOf(api.get(VersionInfo.class, List.of(), VERSION).getGitVersion());
  }

  /** The server's clock, to the second; empty when it does not say. */
  public Optional<Instant> time() throws ClusterException {
    ApiPath path = ApiPath.of(VERSION);
    try (Response response =
        api.http().newCall(api.request("GET", path, List.of(), null)).execute()) {
      return Optional.ofNullable(response.header("Date")).flatMap(ClusterAccess::instant);
    } catch (IOException e) {
      throw Failures.unanswered("read the clock of the API server", e);
    }
  }

  /**
   * @param namespace empty for what belongs to none
   */
  public boolean may(Right right, String namespace) throws ClusterException {
    String doing = "ask whether we may " + right.verb() + " " + right.resource();
    Answer answer = api.send("POST", ApiPath.of(REVIEWS), review(right, namespace));
    if (!answer.ok()) {
      throw answer.failure(doing);
    }
    V1SelfSubjectAccessReview said = answer.as(V1SelfSubjectAccessReview.class, doing);
    return said.getStatus() != null && Boolean.TRUE.equals(said.getStatus().getAllowed());
  }

  private static V1SelfSubjectAccessReview review(Right right, String namespace) {
    String[] resource = right.resource().split("/", 2);
    V1ResourceAttributes asked =
        new V1ResourceAttributes()
            .group(right.group())
            .resource(resource[0])
            .subresource(resource.length > 1 ? resource[1] : null)
            .verb(right.verb())
            .namespace(namespace.isEmpty() ? null : namespace)
            .name(resource[0].equals("namespaces") ? namespace : null);
    return new V1SelfSubjectAccessReview()
        .apiVersion("authorization.k8s.io/v1")
        .kind("SelfSubjectAccessReview")
        .spec(new V1SelfSubjectAccessReviewSpec().resourceAttributes(asked));
  }

  private static Optional<Instant> instant(String date) {
    try {
      return Optional.of(
          ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    api.close();
  }
}
