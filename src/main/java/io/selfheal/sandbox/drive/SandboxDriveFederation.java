package io.selfheal.sandbox.drive;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;

/**
 * A workload identity pool that trusts one outside identity: whoever shows its token, as a cluster
 * projects it into a file, may act as the account.
 */
public final class SandboxDriveFederation {
  private static final String AUDIENCE =
      "//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/sandbox/providers/k8s";

  private final Path folder;
  private volatile String subject = "";

  SandboxDriveFederation(Path folder) {
    this.folder = folder;
  }

  /** For {@code store.drive.credentialsFile}: no secret, but the way to one. */
  public Path configFile() {
    return folder.resolve("workload-identity.json");
  }

  public Path tokenFile() {
    return folder.resolve("projected-token");
  }

  /** As the kubelet does before a token expires: the one before is good for nothing any more. */
  public void rotate() throws IOException {
    subject = "projected-" + UUID.randomUUID();
    Files.write(tokenFile(), subject.getBytes(StandardCharsets.UTF_8));
  }

  /** Names Google's own addresses: Google's library takes no others. */
  void open() throws IOException {
    rotate();
    Map<String, Object> config =
        Map.of(
            "type",
            "external_account",
            "audience",
            AUDIENCE,
            "subject_token_type",
            "urn:ietf:params:oauth:token-type:jwt",
            "token_url",
            "https://sts.googleapis.com/v1/token",
            "service_account_impersonation_url",
            "https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/"
                + SandboxDriveAccount.EMAIL
                + ":generateAccessToken",
            "credential_source",
            Map.of("file", tokenFile().toString()));
    Files.write(configFile(), new ObjectMapper().writeValueAsBytes(config));
  }

  boolean trusts(String audience, String token) {
    return AUDIENCE.equals(audience) && subject.equals(token);
  }
}
