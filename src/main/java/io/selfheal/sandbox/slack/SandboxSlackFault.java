package io.selfheal.sandbox.slack;

import java.time.Duration;
import java.util.Optional;

/** An answer that the sandbox's Slack gives once, whatever it was asked. */
public record SandboxSlackFault(int status, Optional<Duration> retryAfter, String body) {
  /** As Slack refuses: status 200, and an error code. */
  public static SandboxSlackFault error(String code) {
    return new SandboxSlackFault(200, Optional.empty(), refusal(code));
  }

  public static SandboxSlackFault status(int status) {
    return new SandboxSlackFault(status, Optional.empty(), "");
  }

  public static SandboxSlackFault rateLimited(Duration retryAfter) {
    return new SandboxSlackFault(429, Optional.of(retryAfter), refusal("ratelimited"));
  }

  private static String refusal(String code) {
    return "{\"ok\":false,\"error\":\"" + code + "\"}";
  }
}
