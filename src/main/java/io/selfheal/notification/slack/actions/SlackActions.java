package io.selfheal.notification.slack.actions;

import io.selfheal.access.AccessException;
import io.selfheal.access.HttpPort;
import io.selfheal.incident.Approvals;
import io.selfheal.notification.slack.SlackMethods;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Hears the buttons of our messages: by a port that has {@code POST /slack/actions} and nothing
 * else, or by a connection to Slack, or both while one replaces the other.
 */
public final class SlackActions implements AutoCloseable {
  private static final String PATH = "/slack/actions";
  private static final Duration REST = Duration.ofSeconds(1);

  private final Clock clock;
  private final Reception reception;
  private final Optional<Signature> signature;
  private final Optional<HttpPort> port;
  private final Optional<SocketMode> socket;

  /**
   * @param slack with the bot's token, for the groups and for whoever is refused
   * @param heard may wake whoever waits for a decision
   */
  public SlackActions(
      ActionsConfig config,
      SlackMethods slack,
      Approvals approvals,
      PressListener heard,
      Clock clock) {
    this.clock = clock;
    this.reception =
        new Reception(
            new Presses(
                config.approvers(),
                new UserGroups(slack, clock),
                approvals,
                heard,
                new Whisper(slack)));
    this.signature = config.signingSecret().map(this::signature);
    this.port =
        signature.map(
            genuine -> {
              ActionsEndpoint endpoint = new ActionsEndpoint(genuine, reception, clock);
              return new HttpPort(config.port(), routes -> routes.post(PATH, endpoint::post));
            });
    this.socket =
        config.appToken().map(token -> new SocketMode(slack.ofApp(token), reception, REST));
  }

  /** Throws {@link AccessException} when the port cannot be had, or its secret not be read. */
  public void start() {
    signature.map(Signature::trouble).filter(why -> !why.isEmpty()).ifPresent(SlackActions::fail);
    port.ifPresent(HttpPort::start);
    socket.ifPresent(SocketMode::start);
  }

  /** The port that is listened on, if one is. */
  public Optional<Integer> port() {
    return port.map(HttpPort::port);
  }

  @Override
  public void close() {
    port.ifPresent(HttpPort::close);
    socket.ifPresent(SocketMode::close);
    reception.close();
  }

  private Signature signature(Path secrets) {
    return new Signature(secrets, clock);
  }

  private static void fail(String why) {
    throw new AccessException(why);
  }
}
