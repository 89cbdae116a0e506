package io.selfheal.sandbox;

import io.selfheal.app.Configuration;
import io.selfheal.app.Responder;
import io.selfheal.kubernetes.PodRef;
import io.selfheal.sandbox.api.SandboxApiServer;
import io.selfheal.sandbox.cluster.PodTemplate;
import io.selfheal.sandbox.cluster.SandboxCluster;
import io.selfheal.sandbox.drive.SandboxDrive;
import io.selfheal.sandbox.slack.SandboxSlack;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/**
 * A responder, and all that it speaks to, in this process: three workloads of two pods each, one of
 * them leaking.
 */
final class Sandbox implements AutoCloseable {
  static final String NAMESPACE = "shop";
  static final String ACCEPT = "pay-accept";
  static final String PRICING = "pricing";
  static final String ORDERS = "orders";

  private static final int REPLICAS = 2;
  private static final Duration BOOT = Duration.ofSeconds(60);

  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final Path folder;
  private final SandboxCluster cluster;
  private final SandboxDrive drive;
  private final SandboxSlack slack;
  private final SandboxFiles files;
  private final Responder responder;

  private Sandbox(Path folder, int port) throws IOException {
    this.folder = folder;
    this.files = new SandboxFiles(folder);
    this.cluster = push(new SandboxCluster(Clock.systemUTC()));
    this.drive = push(SandboxDrive.start(folder.resolve("drive")));
    this.slack =
        push(SandboxSlack.start(files.slackToken(), Clock.systemUTC(), SandboxFiles.CHANNELS));
    SandboxApiServer server =
        push(new SandboxApiServer(cluster, Optional.of(files.clusterToken())));
    this.responder = push(Responder.start(configure(server, port), Clock.systemUTC()));
  }

  static Sandbox start(Path folder, int port) throws Exception {
    Sandbox sandbox = new Sandbox(folder, port);
    try {
      sandbox.boot();
      return sandbox;
    } catch (TimeoutException | InterruptedException | RuntimeException e) {
      sandbox.close();
      throw e;
    }
  }

  URI webhook() {
    return URI.create("http://127.0.0.1:" + responder.port() + "/alert");
  }

  String webhookToken() {
    return files.webhookToken();
  }

  Path folder() {
    return folder;
  }

  SandboxDrive drive() {
    return drive;
  }

  SandboxSlack slack() {
    return slack;
  }

  /** The Ready pods of a workload, once there are as many as it wants. */
  List<PodRef> pods(String workload) throws InterruptedException, TimeoutException {
    return cluster.awaitReady(NAMESPACE, "app=" + workload, REPLICAS, BOOT);
  }

  @Override
  public void close() throws IOException {
    while (!open.isEmpty()) {
      close(open.pop());
    }
  }

  private Configuration configure(SandboxApiServer server, int port) throws IOException {
    Path config = files.write(server, drive, slack, port);
    return Configuration.load(config, Map.of());
  }

  private void boot() throws InterruptedException, TimeoutException {
    cluster.deploy(NAMESPACE, ACCEPT, REPLICAS, PodTemplate.of(ACCEPT));
    cluster.deploy(NAMESPACE, PRICING, REPLICAS, PodTemplate.of(PRICING, Patient.hotLoops(1)));
    cluster.deploy(NAMESPACE, ORDERS, REPLICAS, PodTemplate.of(ORDERS, Patient.holding(48)));
    for (String workload : List.of(ACCEPT, PRICING, ORDERS)) {
      pods(workload);
    }
  }

  private <T extends AutoCloseable> T push(T resource) {
    open.push(resource);
    return resource;
  }

  private static void close(AutoCloseable resource) throws IOException {
    try {
      resource.close();
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }
}
