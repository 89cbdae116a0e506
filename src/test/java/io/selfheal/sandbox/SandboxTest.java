package io.selfheal.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.selfheal.app.StartException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxTest {
  @TempDir Path folder;

  @Test
  void closes_all_that_it_opened_when_its_responder_cannot_start() throws Exception {
    Set<Thread> before = ofServers();
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThrows(StartException.class, () -> Sandbox.start(folder, taken.getLocalPort()));
    }
    Set<Thread> after = ofServers();
    after.removeAll(before);
    assertEquals(Set.of(), after);
  }

  private static Set<Thread> ofServers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("JettyServerThreadPool"))
        .collect(Collectors.toSet());
  }
}
