package io.selfheal.kubernetes;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What a test of the cluster door works on: a stub, and a cluster that is connected to it. */
class StubbedApi {
  @TempDir Path folder;
  ApiServerStub server;
  ApiServerCluster cluster;

  @BeforeEach
  final void connect() throws ClusterException {
    server = new ApiServerStub(folder);
    cluster = server.cluster();
  }

  @AfterEach
  final void disconnect() {
    cluster.close();
    server.close();
  }
}
