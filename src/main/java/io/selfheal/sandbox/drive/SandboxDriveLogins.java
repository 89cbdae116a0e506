package io.selfheal.sandbox.drive;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The other ways to an access token than a key: Google's token exchange with the impersonation that
 * follows it, and the metadata server of a machine or pod.
 */
record SandboxDriveLogins(SandboxDriveAccount account, SandboxDriveFederation federation) {
  private static final String FLAVOR = "Metadata-Flavor";
  private static final String GOOGLE = "Google";
  private static final int LIFETIME_SECONDS = 3600;

  void addTo(RoutesConfig routes) {
    routes.post("/v1/token", this::exchange);
    routes.post("/v1/projects/-/serviceAccounts/{call}", this::impersonate);
    routes.get("/", this::ping);
    routes.get("/computeMetadata/v1/instance/service-accounts/default/token", this::metadata);
  }

  private void exchange(Context ctx) {
    if (!federation.trusts(ctx.formParam("audience"), ctx.formParam("subject_token"))) {
      refuse(ctx);
      return;
    }
    ObjectNode json =
        SandboxDriveJson.MAPPER
            .createObjectNode()
            .put("access_token", account.federatedToken())
            .put("issued_token_type", "urn:ietf:params:oauth:token-type:access_token")
            .put("token_type", "Bearer")
            .put("expires_in", LIFETIME_SECONDS);
    ctx.contentType("application/json").result(json.toString());
  }

  /** In the words of OAuth, which are not those of Drive. */
  private static void refuse(Context ctx) {
    ObjectNode json =
        SandboxDriveJson.MAPPER
            .createObjectNode()
            .put("error", "invalid_grant")
            .put("error_description", "The token is not one that the pool trusts.");
    ctx.status(400).contentType("application/json").result(json.toString());
  }

  /** The exchanged token opens this, and not Drive itself. */
  private void impersonate(Context ctx) {
    account.requireFederated(ctx.header("Authorization"));
    if (!ctx.pathParam("call").equals(SandboxDriveAccount.EMAIL + ":generateAccessToken")) {
      throw SandboxDriveException.notFound();
    }
    Instant end = Instant.now().plusSeconds(LIFETIME_SECONDS).truncatedTo(ChronoUnit.SECONDS);
    ObjectNode json =
        SandboxDriveJson.MAPPER
            .createObjectNode()
            .put("accessToken", account.newToken())
            .put("expireTime", end.toString());
    ctx.contentType("application/json").result(json.toString());
  }

  private void ping(Context ctx) {
    ctx.header(FLAVOR, GOOGLE);
  }

  private void metadata(Context ctx) {
    ctx.header(FLAVOR, GOOGLE);
    if (!GOOGLE.equals(ctx.header(FLAVOR))) {
      throw new SandboxDriveException(403, "forbidden");
    }
    ObjectNode json =
        SandboxDriveJson.MAPPER
            .createObjectNode()
            .put("access_token", account.newToken())
            .put("token_type", "Bearer")
            .put("expires_in", LIFETIME_SECONDS);
    ctx.contentType("application/json").result(json.toString());
  }
}
