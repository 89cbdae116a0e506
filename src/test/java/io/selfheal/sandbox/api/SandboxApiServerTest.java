package io.selfheal.sandbox.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.kubernetes.PodRef;
import io.selfheal.sandbox.Patient;
import io.selfheal.sandbox.cluster.PodTemplate;
import io.selfheal.sandbox.cluster.SandboxCluster;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SandboxApiServerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void smoke() throws Exception {
    try (SandboxCluster cluster = new SandboxCluster(Clock.systemUTC());
        SandboxApiServer server = new SandboxApiServer(cluster, Optional.of("secret"))) {
      cluster.deploy("shop", "web", 1, PodTemplate.of("web", "-Xmx64m", Patient.holding(5)));
      PodRef pod = cluster.awaitReady("shop", "app=web", 1, PATIENCE).get(0);
      System.out.println(cluster.documents().pod(pod.namespace(), pod.name()).toPrettyString());
      ExecCall call = ExecCall.open(server, pod.toString(), "jcmd", "-l").await();
      call.frames()
          .forEach(
              f ->
                  System.out.println(
                      f[0]
                          + " "
                          + new String(
                              f, 1, f.length - 1, java.nio.charset.StandardCharsets.UTF_8)));
      System.out.println(call.protocol() + call.closeCode());
      call =
          ExecCall.open(server, pod.toString(), "jcmd", "1", "GC.heap_dump", "/tmp/x.hprof")
              .await();
      call.frames()
          .forEach(
              f ->
                  System.out.println(
                      f[0]
                          + " "
                          + new String(
                              f, 1, f.length - 1, java.nio.charset.StandardCharsets.UTF_8)));
      call = ExecCall.open(server, pod.toString(), "cat", "/tmp/x.hprof").await();
      System.out.println(call.frames().size());
      System.out.println(call.bytes(1).length);
      call = ExecCall.open(server, pod.toString(), "ls", "-l", "/nosuch").await();
      call.frames()
          .forEach(
              f ->
                  System.out.println(
                      f[0]
                          + " "
                          + new String(
                              f, 1, f.length - 1, java.nio.charset.StandardCharsets.UTF_8)));
      assertTrue(true);
      assertEquals(1, 1);
    }
  }
}
