package io.selfheal.evidence.jcmd;

import io.selfheal.evidence.capture.CaptureFailure;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the pod hash a dump while it streams. A hash that could not be had leaves the dump with its
 * structure as proof: whether that is enough is the rule's word.
 */
final class HashInPod {
  private static final Logger LOG = LoggerFactory.getLogger(HashInPod.class);

  private final FutureTask<Optional<String>> task;

  private HashInPod(FutureTask<Optional<String>> task) {
    this.task = task;
  }

  static HashInPod start(PodFile file, Attempts attempts) {
    HashInPod hash = new HashInPod(new FutureTask<>(() -> sha256(file, attempts)));
    Thread thread = new Thread(hash.task, "hash-in-pod");
    thread.setDaemon(true);
    thread.start();
    return hash;
  }

  private static Optional<String> sha256(PodFile file, Attempts attempts)
      throws CaptureFailure, InterruptedException {
    while (true) {
      try {
        return file.sha256(attempts.left());
      } catch (CaptureFailure e) {
        if (!e.reason().mayPass()) {
          throw e;
        }
        attempts.after(e);
      }
    }
  }

  Optional<String> await() throws InterruptedException {
    try {
      return task.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof CaptureFailure) {
        LOG.atWarn().setCause(e.getCause()).log("The pod could not hash its heap dump");
        return Optional.empty();
      }
      throw new IllegalStateException("Cannot hash a heap dump in its pod", e.getCause());
    }
  }

  /** Ends the command, if it still runs. */
  void cancel() {
    task.cancel(true);
  }
}
