package io.selfheal.evidence.jcmd;

import io.selfheal.evidence.capture.CaptureFailure;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the pod hash a dump while it streams. A hash that could not be had leaves the dump with its
 * structure as proof: whether that is enough is the rule's word.
 */
final class HashInPod implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HashInPod.class);

  private final Meanwhile<Optional<String>> hash;

  private HashInPod(Meanwhile<Optional<String>> hash) {
    this.hash = hash;
  }

  static HashInPod start(PodFile file, Attempts attempts) {
    return new HashInPod(Meanwhile.start("hash-in-pod", () -> sha256(file, attempts)));
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
      return hash.await();
    } catch (CaptureFailure e) {
      LOG.atWarn().setCause(e).log("The pod could not hash its heap dump");
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    hash.close();
  }
}
