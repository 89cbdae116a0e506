package io.selfheal.evidence.cluster;

import io.selfheal.evidence.JvmTarget;
import io.selfheal.kubernetes.ByteSink;
import io.selfheal.kubernetes.Cluster;
import io.selfheal.kubernetes.ClusterException;
import io.selfheal.kubernetes.Container;
import io.selfheal.kubernetes.LogRequest;
import io.selfheal.kubernetes.Pod;
import io.selfheal.kubernetes.PodRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One pod, of which the API server says what a test wants; it is asked nothing else. */
final class StubCluster {
  static final Instant STARTED = Instant.parse("2026-11-21T00:41:32Z");
  static final JvmTarget TARGET =
      new JvmTarget(
          new PodRef("rec", "plain", "48b9ba70-7dd9-4c68-a04d-431c7b018d94"),
          "app",
          "containerd://aaa");

  private final Map<String, Answer> answers = new HashMap<>();
  private String container = TARGET.containerId();

  private interface Answer {
    Object to(Object... arguments) throws ClusterException;
  }

  /** The document of that name, as {@code podMetrics}. */
  StubCluster says(String question, String json) {
    answers.put(question, arguments -> json);
    return this;
  }

  StubCluster fails(String question, ClusterException.Reason reason) {
    answers.put(
        question,
        arguments -> {
          throw new ClusterException(reason, "the API server says " + reason);
        });
    return this;
  }

  /** What it prints comes in pieces of one byte. */
  StubCluster prints(String log) {
    answers.put(
        "log",
        arguments -> {
          give(log, (ByteSink) arguments[1]);
          return true;
        });
    return this;
  }

  StubCluster printed(LogRequest.Run run, String log) {
    answers.put(
        "log",
        arguments -> {
          boolean there = ((LogRequest) arguments[0]).run() == run;
          give(there ? log : "", (ByteSink) arguments[1]);
          return there;
        });
    return this;
  }

  /** The next question, whichever it is, finds the container restarted afterwards. */
  StubCluster restartsDuring(String question) {
    Answer answer = answers.get(question);
    answers.put(
        question,
        arguments -> {
          container = "containerd://bbb";
          return answer.to(arguments);
        });
    return this;
  }

  Cluster cluster() {
    InvocationHandler handler = (proxy, method, arguments) -> answer(method.getName(), arguments);
    return (Cluster)
        Proxy.newProxyInstance(
            Cluster.class.getClassLoader(), new Class<?>[] {Cluster.class}, handler);
  }

  private Object answer(String question, Object... arguments) throws ClusterException {
    if (question.equals("pod")) {
      return Optional.of(pod());
    }
    if (!answers.containsKey(question)) {
      throw new AssertionError("nobody was to ask for " + question);
    }
    return answers.get(question).to(arguments);
  }

  private Pod pod() {
    Optional<Instant> started = Optional.of(STARTED);
    Pod.Meta meta =
        new Pod.Meta(
            "7",
            STARTED,
            Optional.empty(),
            Map.of(),
            Map.of(),
            Optional.empty(),
            started,
            started,
            Optional.of("node-1"));
    Container app = new Container(TARGET.container(), container, started);
    return new Pod(TARGET.pod(), meta, "Running", true, List.of(app));
  }

  private static void give(String text, ByteSink sink) {
    try {
      for (byte next : text.getBytes(StandardCharsets.UTF_8)) {
        sink.accept(ByteBuffer.wrap(new byte[] {next}));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
