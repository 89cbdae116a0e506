package io.selfheal.notification.slack.actions;

import io.selfheal.access.PortConfig;
import io.selfheal.config.Section;
import io.selfheal.notification.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How presses of buttons come in, out of the section {@code slack}. With a signing secret a port of
 * its own is opened for Slack's requests, with an app token Slack is connected to instead.
 *
 * @param signingSecret a file with one secret a line
 */
public record ActionsConfig(
    Optional<Path> signingSecret, Optional<Secret> appToken, PortConfig port, Approvers approvers) {
  private static final String APPROVERS = "approvers";
  private static final int PORT = 8082;
  private static final int MOST_PORT = 65_535;
  private static final int THREADS = 8;
  private static final Duration HEADER_DEADLINE = Duration.ofSeconds(5);
  private static final Duration IDLE = Duration.ofSeconds(5);

  /** Reads some keys of the section, and leaves its end to whoever reads the others. */
  public static Optional<ActionsConfig> read(Section section) {
    ActionsConfig config =
        new ActionsConfig(
            section.path("signingSecretFile"),
            section.path("appTokenFile").map(Secret::inFile),
            port(section.section("actions")),
            Approvers.read(section.section(APPROVERS)));
    if (config.signingSecret.isEmpty() && config.appToken.isEmpty()) {
      requireNothing(section);
      return Optional.empty();
    }
    requireRest(section, config);
    return Optional.of(config);
  }

  private static PortConfig port(Section section) {
    PortConfig port =
        new PortConfig(
            section.string("host", "0.0.0.0"),
            section.integer("port", PORT, 0, MOST_PORT),
            THREADS,
            HEADER_DEADLINE,
            IDLE);
    section.done();
    return port;
  }

  private static void requireNothing(Section section) {
    if (section.has(APPROVERS)) {
      section.problem(
          APPROVERS, "appTokenFile or signingSecretFile beside it: there are no buttons without");
    }
  }

  private static void requireRest(Section section, ActionsConfig config) {
    if (!section.has("tokenFile")) {
      section.problem("tokenFile", "the file of a bot token: nothing else posts buttons");
    }
    if (config.approvers.nobody() && section.empty(APPROVERS)) {
      section.problem(APPROVERS, "users or groups: without them nobody may press a button");
    }
  }
}
