package io.selfheal.sandbox.api;

import io.selfheal.sandbox.cluster.Rejection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What goes wrong next, so that tests can see how the product takes it. */
public final class Faults {
  /** What becomes of an exec's stream. */
  public enum StreamFault {
    /** The connection breaks: no status, no close frame. */
    CUT,
    /** The rest is lost, and the status says Success all the same. */
    TRUNCATE,
    /** Nothing more comes, and nothing ends. */
    HANG
  }

  private final Map<Call, Failure> failures = new ConcurrentHashMap<>();
  private final Map<String, ExecFault> execs = new ConcurrentHashMap<>();

  private record Failure(int status, int calls) {}

  record ExecFault(StreamFault kind, long afterBytes) {}

  /** Answers the next calls, as {@code create} of {@code pods/eviction}, with that status. */
  public void fail(String verb, String resource, int status, int calls) {
    failures.put(new Call(verb, resource), new Failure(status, calls));
  }

  /** Breaks the next exec of that program after so many bytes of its standard output. */
  public void breakExec(String program, StreamFault kind, long afterBytes) {
    execs.put(program, new ExecFault(kind, afterBytes));
  }

  /** Whether no exec of that program has come to be broken yet. */
  public boolean awaitsExec(String program) {
    return execs.containsKey(program);
  }

  void check(Call call) {
    Optional<Failure> failure = Optional.ofNullable(failures.get(call));
    failures.computeIfPresent(
        call,
        (key, left) -> left.calls() > 1 ? new Failure(left.status(), left.calls() - 1) : null);
    if (failure.isPresent()) {
      int status = failure.get().status();
      throw status == 429
          ? Rejection.of(429, "TooManyRequests", "too many requests, please try again later")
          : Rejection.of(status, "InternalError", "Internal error occurred: injected by a test");
    }
  }

  Optional<ExecFault> takeExec(String program) {
    return Optional.ofNullable(execs.remove(program));
  }
}
