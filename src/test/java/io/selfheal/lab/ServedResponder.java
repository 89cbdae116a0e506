package io.selfheal.lab;

import io.selfheal.Distribution;
import io.selfheal.sandbox.drive.SandboxDrive;
import io.selfheal.sandbox.slack.SandboxSlack;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The packaged responder as a process of its own, with its own account's token and nothing more.
 */
final class ServedResponder {
  static final int CLOCK_SKEW = 5;

  private static final String CHANNEL = "#orders";

  private final Path folder;
  private final List<String> secrets = new ArrayList<>();
  private final SandboxDrive drive;
  private final SandboxSlack slack;
  private final URI url;
  private final Process process;

  private ServedResponder(Path folder) throws Exception {
    this.folder = folder;
    String slackToken = "xoxb-" + UUID.randomUUID();
    this.drive = SandboxDrive.start(folder.resolve("drive"));
    this.slack = SandboxSlack.start(slackToken, Clock.systemUTC(), List.of("#self-heal", CHANNEL));
    this.url = URI.create("http://127.0.0.1:" + Ports.free());
    secret("slack.token", slackToken);
    secret("webhook.token", UUID.randomUUID().toString());
    secret("cluster.token", Kubectl.token(Shop.HOME, Shop.ACCOUNT));
    this.process = Distribution.serve(folder, writeConfig());
  }

  /** Returns when it is ready. */
  static ServedResponder start(Path folder) throws Exception {
    ServedResponder responder = new ServedResponder(folder);
    Ports.await(responder.process, responder.url.resolve("/readyz"));
    return responder;
  }

  URI webhook() {
    return url.resolve("/alert");
  }

  Path webhookToken() {
    return folder.resolve("webhook.token");
  }

  SandboxDrive drive() {
    return drive;
  }

  SandboxSlack slack() {
    return slack;
  }

  String log() throws IOException {
    return Files.readString(folder.resolve("responder.log"));
  }

  /** What must show up nowhere. */
  List<String> secrets() {
    return List.copyOf(secrets);
  }

  void stop() throws InterruptedException {
    process.destroy();
    process.waitFor();
    slack.close();
    drive.close();
  }

  private void secret(String name, String value) throws IOException {
    Files.writeString(folder.resolve(name), value);
    secrets.add(value);
  }

  private Path writeConfig() throws Exception {
    Files.writeString(folder.resolve("ca.crt"), Kubectl.authority());
    Files.copy(
        Path.of("config/rules.yaml"),
        folder.resolve("rules.yaml"),
        StandardCopyOption.REPLACE_EXISTING);
    String yaml =
        """
        namespaces: [%s]
        listen: { host: 127.0.0.1, port: %d, bearerTokenFiles: [FOLDER/webhook.token] }
        operator: { host: 127.0.0.1, port: 0 }
        kubernetes: { server: '%s', tokenFile: FOLDER/cluster.token, caFile: FOLDER/ca.crt }
        ledger: { file: FOLDER/ledger.db }
        spool: { folder: FOLDER/spool }
        store: { drive: { rootFolder: %s, credentialsFile: '%s', apiUrl: '%s' } }
        slack:
          { tokenFile: FOLDER/slack.token, apiUrl: '%s', defaultChannel: '#self-heal',
            channels: { orders: '%s' } }
        limits: { clockSkew: %ds }
        recovery: { readyFor: 5s, deadline: 2m }
        """
            .formatted(
                Shop.NAMESPACE,
                url.getPort(),
                Kubectl.server(),
                drive.rootFolder(),
                drive.credentialsFile(),
                drive.apiUrl(),
                slack.apiUrl(),
                CHANNEL,
                CLOCK_SKEW);
    return Files.writeString(
        folder.resolve("responder.yaml"), yaml.replace("FOLDER", folder.toString()));
  }
}
