package io.selfheal.sandbox;

import io.selfheal.sandbox.api.SandboxApiServer;
import io.selfheal.sandbox.drive.SandboxDrive;
import io.selfheal.sandbox.slack.SandboxSlack;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

/**
 * The responder's configuration in the sandbox: the shipped rules, fresh secrets, and limits for
 * people who watch.
 */
final class SandboxFiles {
  static final List<String> CHANNELS = List.of("#self-heal", "#payments", "#pricing", "#orders");

  private final Path folder;
  private final String webhookToken = secret();
  private final String clusterToken = secret();
  private final String slackToken = "xoxb-" + secret();

  SandboxFiles(Path folder) {
    this.folder = folder;
  }

  String webhookToken() {
    return webhookToken;
  }

  String clusterToken() {
    return clusterToken;
  }

  String slackToken() {
    return slackToken;
  }

  /**
   * @return the path of responder.yaml
   */
  Path write(SandboxApiServer server, SandboxDrive drive, SandboxSlack slack, int port)
      throws IOException {
    copyShippedRules();
    Files.writeString(folder.resolve("webhook.token"), webhookToken);
    Files.writeString(folder.resolve("cluster.token"), clusterToken);
    Files.writeString(folder.resolve("slack.token"), slackToken);
    String yaml =
        """
        namespaces: [shop]
        listen: { host: 127.0.0.1, port: %d, bearerTokenFiles: ['%s'] }
        operator: { host: 127.0.0.1, port: 0, metrics: open }
        kubernetes: { server: '%s', tokenFile: '%s' }
        ledger: { file: '%s' }
        spool: { folder: '%s' }
        store: { drive: { rootFolder: %s, credentialsFile: '%s', apiUrl: '%s' } }
        slack:
          tokenFile: '%s'
          apiUrl: '%s'
          defaultChannel: '#self-heal'
          channels: { payments: '#payments', pricing: '#pricing', orders: '#orders' }
        # The pods here are seconds old, and one clock serves them all; nobody wants to watch for a minute.
        limits: { clockSkew: 0s }
        recovery: { readyFor: 2s, deadline: 60s }
        """
            .formatted(
                port,
                folder.resolve("webhook.token"),
                server.url(),
                folder.resolve("cluster.token"),
                folder.resolve("ledger.db"),
                folder.resolve("spool"),
                drive.rootFolder(),
                drive.credentialsFile(),
                drive.apiUrl(),
                folder.resolve("slack.token"),
                slack.apiUrl());
    return Files.writeString(folder.resolve("responder.yaml"), yaml);
  }

  private void copyShippedRules() throws IOException {
    try (InputStream rules = SandboxFiles.class.getResourceAsStream("/rules.yaml")) {
      Files.copy(rules, folder.resolve("rules.yaml"), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static String secret() {
    byte[] bytes = new byte[16];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
