package io.selfheal.kubernetes;

import io.kubernetes.client.openapi.Pair;
import io.selfheal.kubernetes.ClusterException.Reason;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.WebSocket;
import okio.ByteString;

/**
 * Runs commands in containers over a WebSocket. The caller's thread takes the output, so that a
 * deadline, an interruption and a slow sink need no second mechanism; whatever ends the call also
 * cancels the socket.
 */
final class PodExec {
  private static final String EXEC = "/api/v1/namespaces/{}/pods/{}/exec";
  private static final int TEXT_LIMIT = 4 << 20;

  /** Below the idle limits of load balancers: jcmd says nothing for minutes while it dumps. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  /** A stream keeps itself alive, and an answer to a heartbeat queues up behind a slow sink. */
  private static final Duration STREAM_HEARTBEAT = Duration.ofMinutes(1);

  private final Api api;
  private final OkHttpClient texts;
  private final OkHttpClient streams;

  PodExec(Api api) {
    this.api = api;
    this.texts = beating(api.http(), HEARTBEAT);
    this.streams = beating(api.http(), STREAM_HEARTBEAT);
  }

  /** The call's timeout ends with the upgrade; after it the deadline alone counts. */
  private static OkHttpClient beating(OkHttpClient http, Duration heartbeat) {
    return http.newBuilder().readTimeout(Duration.ZERO).pingInterval(heartbeat).build();
  }

  ExecResult text(ExecRequest request) throws ClusterException, InterruptedException {
    CappedOutput text = new CappedOutput(TEXT_LIMIT);
    ExecResult result =
        run(
            texts,
            request,
            bytes -> {
              if (!text.append(bytes)) {
                throw new IOException("the output is longer than 4 MiB of text");
              }
            });
    return new ExecResult(result.exitCode(), text.toString(), result.stderr());
  }

  ExecResult stream(ExecRequest request, ByteSink stdout)
      throws ClusterException, InterruptedException {
    return run(streams, request, stdout);
  }

  private ExecResult run(OkHttpClient http, ExecRequest request, ByteSink stdout)
      throws ClusterException, InterruptedException {
    Request upgrade = upgrade(request);
    String doing = doing(request);
    var output = new ExecOutput(stdout);
    var frames = new FrameQueue(System.nanoTime() + request.deadline().toNanos(), doing);
    WebSocket socket = http.newWebSocket(upgrade, new ExecListener(frames, doing));
    try {
      drain(frames, output, doing);
    } finally {
      frames.abandon();
      socket.cancel();
    }
    return new ExecResult(ExecStatus.exitCode(output.status(), doing), "", output.stderr());
  }

  /** Reads to the end of the stream. A cut after the status came loses nothing. */
  private static void drain(FrameQueue frames, ExecOutput output, String doing)
      throws ClusterException, InterruptedException {
    try {
      List<ByteString> batch = frames.take();
      while (!batch.isEmpty()) {
        give(output, batch, doing);
        batch = frames.take();
      }
    } catch (ClusterException e) {
      if (e.reason() == Reason.SINK_FAILED || output.status().isEmpty()) {
        throw e;
      }
    }
    if (output.status().isEmpty()) {
      throw Failures.of(Reason.STREAM_CUT, doing, "the stream closed without a status");
    }
  }

  private static void give(ExecOutput output, List<ByteString> batch, String doing)
      throws ClusterException, InterruptedException {
    try {
      for (ByteString frame : batch) {
        output.take(frame);
      }
    } catch (IOException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException("Interrupted while the output was taken");
      }
      throw Failures.of(
          Reason.SINK_FAILED, doing, "the output cannot be taken: " + e.getMessage(), e);
    }
  }

  /**
   * Standard input stays closed: nothing that we run may wait for it. Servers answer 406 to an
   * upgrade that accepts JSON only.
   */
  private Request upgrade(ExecRequest exec) throws ClusterException {
    List<Pair> query = new ArrayList<>();
    exec.argv().forEach(argument -> query.add(new Pair("command", argument)));
    query.add(new Pair("container", ApiPath.checked(exec.container())));
    query.add(new Pair("stdout", "true"));
    query.add(new Pair("stderr", "true"));
    ApiPath path = ApiPath.of(EXEC, exec.pod().namespace(), exec.pod().name());
    return api.request("GET", path, query, null)
        .newBuilder()
        .header("Accept", "*/*")
        .header("Sec-WebSocket-Protocol", String.join(", ", ExecListener.PROTOCOLS))
        .build();
  }

  private static String doing(ExecRequest request) {
    return "run "
        + request.argv().get(0)
        + " in container "
        + request.container()
        + " of pod "
        + request.pod();
  }
}
