package io.selfheal.kubernetes;

import io.kubernetes.client.openapi.Pair;
import io.selfheal.kubernetes.ClusterException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** Streams a container's log, as long as its deadline allows. */
final class PodLog {
  private static final int AT_ONCE = 32 << 10;
  private static final int LONGEST_STATUS = 64 << 10;
  private static final Pattern NEVER_RESTARTED =
      Pattern.compile("previous terminated container .* not found");

  private final Api api;

  PodLog(Api api) {
    this.api = api;
  }

  /** False when the container has no run before the present one. */
  boolean stream(LogRequest log, ByteSink sink) throws ClusterException, InterruptedException {
    String doing = doing(log);
    Request request = request(log);
    OkHttpClient patient = api.http().newBuilder().callTimeout(log.deadline()).build();
    try (Response response = patient.newCall(request).execute()) {
      if (!response.isSuccessful()) {
        return refused(new Answer(response.code(), start(response)), log);
      }
      pump(response.body().byteStream(), sink, doing);
      return true;
    } catch (IOException e) {
      throw failure(doing, e);
    }
  }

  private static boolean refused(Answer answer, LogRequest log) throws ClusterException {
    if (log.previous() && NEVER_RESTARTED.matcher(answer.message()).find()) {
      return false;
    }
    throw answer.failure(doing(log));
  }

  private static String start(Response response) throws IOException {
    return response.peekBody(LONGEST_STATUS).string();
  }

  private static void pump(InputStream log, ByteSink sink, String doing)
      throws ClusterException, InterruptedException {
    byte[] buffer = new byte[AT_ONCE];
    for (int count = read(log, buffer, doing); count >= 0; count = read(log, buffer, doing)) {
      try {
        sink.accept(ByteBuffer.wrap(buffer, 0, count));
      } catch (IOException e) {
        throw sinkFailed(doing, e);
      }
    }
  }

  /** Once it has begun, whatever ends it early has cut it. */
  private static int read(InputStream log, byte[] buffer, String doing)
      throws ClusterException, InterruptedException {
    try {
      return log.read(buffer);
    } catch (InterruptedIOException e) {
      throw failure(doing, e);
    } catch (IOException e) {
      throw Failures.of(Reason.STREAM_CUT, doing, String.valueOf(e.getMessage()), e);
    }
  }

  /** A thread that is being stopped hears of it, and not of a server that is slow. */
  private static ClusterException failure(String doing, IOException e) throws InterruptedException {
    stopIfInterrupted();
    return Failures.unanswered(doing, e);
  }

  private static ClusterException sinkFailed(String doing, IOException e)
      throws InterruptedException {
    stopIfInterrupted();
    String why = "the output cannot be taken: " + e.getMessage();
    return Failures.of(Reason.SINK_FAILED, doing, why, e);
  }

  private static void stopIfInterrupted() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("Interrupted while a log was read");
    }
  }

  /** Servers may answer 406 to who accepts JSON only: a log is none. */
  private Request request(LogRequest log) throws ClusterException {
    PodRef pod = log.pod();
    List<Pair> query = new ArrayList<>();
    query.add(new Pair("container", ApiPath.checked(log.container())));
    query.add(new Pair("tailLines", Integer.toString(log.part().lines())));
    query.add(new Pair("previous", Boolean.toString(log.previous())));
    log.part()
        .newest()
        .ifPresent(age -> query.add(new Pair("sinceSeconds", Long.toString(age.toSeconds()))));
    ApiPath path = ApiPath.of("/api/v1/namespaces/{}/pods/{}/log", pod.namespace(), pod.name());
    return api.request("GET", path, query, null).newBuilder().header("Accept", "*/*").build();
  }

  private static String doing(LogRequest log) {
    String which = log.previous() ? "previous log" : "log";
    return "read the " + which + " of container " + log.container() + " of pod " + log.pod();
  }
}
