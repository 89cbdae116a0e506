package io.selfheal.kubernetes;

import io.kubernetes.client.openapi.Pair;
import io.selfheal.kubernetes.ClusterException.Reason;
import java.io.IOException;
import java.util.List;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;

/**
 * What the server says of a pod, word by word: a newer server's fields are kept. Its failures count
 * for no {@link ErrorStreak}, as an aggregated API's say nothing of the server.
 */
final class PodDocuments {
  private static final int LIMIT = 4 << 20;

  private final Api api;

  PodDocuments(Api api) {
    this.api = api;
  }

  String pod(PodRef pod) throws ClusterException {
    return read(path("/api/v1/namespaces/{}/pods/{}", pod), List.of());
  }

  /** By UID: a namesake's events say nothing of this pod. */
  String events(PodRef pod) throws ClusterException {
    Pair about = new Pair("fieldSelector", "involvedObject.uid=" + pod.uid());
    return read(ApiPath.of("/api/v1/namespaces/{}/events", pod.namespace()), List.of(about));
  }

  String metrics(PodRef pod) throws ClusterException {
    return read(path("/apis/metrics.k8s.io/v1beta1/namespaces/{}/pods/{}", pod), List.of());
  }

  private static ApiPath path(String template, PodRef pod) throws ClusterException {
    return ApiPath.of(template, pod.namespace(), pod.name());
  }

  private String read(ApiPath path, List<Pair> query) throws ClusterException {
    String doing = "read " + path;
    Request request = api.request("GET", path, query, null);
    try (Response response = api.http().newCall(request).execute()) {
      BufferedSource body = response.body().source();
      if (body.request(LIMIT + 1L)) {
        throw Failures.of(Reason.STREAM_CUT, doing, "the answer is longer than 4 MiB");
      }
      Answer answer = new Answer(response.code(), body.readUtf8());
      if (!answer.ok()) {
        throw answer.failure(doing);
      }
      return answer.body();
    } catch (IOException e) {
      throw Failures.unanswered(doing, e);
    }
  }
}
