package io.selfheal.sandbox;

import io.selfheal.app.CloseStack;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/**
 * A responder, and all that it speaks to, in this process: three workloads of two pods each, all
 * sick, one for each of the shipped rules.
 */
final class Sandbox implements AutoCloseable {
  static final String NAMESPACE = "shop";
  static final String ACCEPT = "pay-accept";
  static final String PRICING = "pricing";
  static final String ORDERS = "orders";

  private static final int REPLICAS = 2;
  private static final Duration BOOT = Duration.ofSeconds(60);

  private final CloseStack open;
  private final Path folder;
  private final SandboxCluster cluster;
  private final SandboxDrive drive;
  private final SandboxSlack slack;
  private final SandboxFiles files;
  private final Responder responder;

  private Sandbox(Path folder, int port, CloseStack open) throws IOException {
    this.open = open;
    this.folder = folder;
    this.files = new SandboxFiles(folder);
    this.cluster = open.push("cluster", new SandboxCluster(Clock.systemUTC()));
    this.drive = open.push("Drive", SandboxDrive.start(folder.resolve("drive")));
    this.slack = open.push("Slack", startSlack());
    SandboxApiServer server =
        open.push("API server", new SandboxApiServer(cluster, Optional.of(files.clusterToken())));
    this.responder =
        open.push("responder", Responder.start(configure(server, port), Clock.systemUTC()));
  }

  static Sandbox start(Path folder, int port) throws Exception {
    CloseStack open = new CloseStack();
    try {
      Sandbox sandbox = new Sandbox(folder, port, open);
      sandbox.boot();
      return sandbox;
    } catch (Exception e) {
      open.close();
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
  public void close() {
    open.close();
  }

  private SandboxSlack startSlack() {
    return SandboxSlack.start(files.slackToken(), Clock.systemUTC(), SandboxFiles.CHANNELS);
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
}
