package io.selfheal.sandbox.cluster;

import static org.junit.jupiter.api.Assertions.assertFalse;

import io.selfheal.sandbox.Patient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class KilledSandboxTest {
  /** A sandbox of its own process, which says when its pod is ready and then waits to be killed. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] args) throws Exception {
      SandboxCluster cluster = new SandboxCluster(Clock.systemUTC());
      cluster.deploy("shop", "web", 1, PodTemplate.of("web", "-Xmx32m", Patient.LINGERS));
      cluster.awaitReady("shop", "app=web", 1, Duration.ofSeconds(60));
      System.out.println("UP");
      new CountDownLatch(1).await();
    }
  }

  @Test
  void no_pod_outlives_a_sandbox_that_was_killed() throws Exception {
    Process sandbox =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    sandbox.inputReader().readLine();
    List<ProcessHandle> pods = sandbox.descendants().toList();
    assertFalse(pods.isEmpty());
    sandbox.destroyForcibly();
    for (ProcessHandle pod : pods) {
      pod.onExit().get(60, TimeUnit.SECONDS);
    }
  }
}
