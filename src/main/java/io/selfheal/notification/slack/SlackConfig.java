package io.selfheal.notification.slack;

import io.selfheal.config.Section;
import io.selfheal.notification.Channels;
import io.selfheal.notification.ConsoleNotifier;
import io.selfheal.notification.Notifier;
import io.selfheal.notification.Secret;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The section {@code slack}. With a bot token messages are edited and go to each team's channels;
 * with a webhook they go where it points; with neither they go to the console.
 */
public record SlackConfig(
    Optional<Secret> token,
    Optional<Secret> webhookUrl,
    Channels channels,
    URI apiUrl,
    Buttons buttons) {
  private static final String WEBHOOK_VARIABLE = "SLACK_WEBHOOK_URL";
  private static final String DEFAULT_CHANNEL = "defaultChannel";
  private static final String CHANNEL_VARIABLE = "CHANNEL_NAME";

  /**
   * @param env the process's environment: the variables of self-heal-alerts serve where the file is
   *     silent
   */
  public static SlackConfig read(Section section, Map<String, String> env) {
    Optional<Secret> token = section.path("tokenFile").map(Secret::inFile);
    Optional<Secret> webhook =
        section.path("webhookUrlFile").map(Secret::inFile).or(() -> webhookOf(env));
    Channels channels = channels(section, token, env);
    URI apiUrl = section.uri("apiUrl").map(SlackConfig::folder).orElse(SlackNotifier.API);
    Buttons buttons =
        section.has("signingSecretFile") || section.has("appTokenFile")
            ? Buttons.SHOWN
            : Buttons.NONE;
    section.done();
    return new SlackConfig(token, webhook, channels, apiUrl, buttons);
  }

  /** Whether it says where messages go; without, they go to the console. */
  public boolean configured() {
    return token.isPresent() || webhookUrl.isPresent();
  }

  public Notifier notifier(PrintStream console) {
    Optional<Notifier> bot = token.map(secret -> new SlackNotifier(secret, apiUrl, buttons));
    return bot.or(() -> webhookUrl.map(SlackWebhookNotifier::new))
        .orElseGet(() -> new ConsoleNotifier(console));
  }

  /**
   * For what the app does besides its messages. Needs the bot's token.
   *
   * @param deadline of each call
   */
  public SlackMethods methods(Duration deadline) {
    return new SlackMethods(token.orElseThrow(), apiUrl, deadline);
  }

  private static Optional<Secret> webhookOf(Map<String, String> env) {
    return Optional.ofNullable(env.get(WEBHOOK_VARIABLE))
        .filter(url -> !url.isBlank())
        .map(url -> Secret.inEnvironment(WEBHOOK_VARIABLE, url));
  }

  /** Without a bot there is one place for all messages, whatever the configuration maps. */
  private static Channels channels(
      Section section, Optional<Secret> token, Map<String, String> env) {
    String fallback = env.getOrDefault(CHANNEL_VARIABLE, "");
    boolean inFile = section.has(DEFAULT_CHANNEL) || section.keys().contains(DEFAULT_CHANNEL);
    if (inFile || (token.isPresent() && !ChannelsReader.isChannel(fallback))) {
      fallback = ChannelsReader.channel(section, DEFAULT_CHANNEL);
    }
    Channels channels = new ChannelsReader(section).read(fallback);
    return token.isPresent() ? channels : Channels.only("");
  }

  private static URI folder(URI url) {
    return url.toString().endsWith("/") ? url : URI.create(url + "/");
  }
}
