package io.selfheal.notification.slack;

import io.selfheal.config.Section;
import io.selfheal.notification.Channels;
import io.selfheal.notification.ConsoleNotifier;
import io.selfheal.notification.Notifier;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The section {@code slack}. With a bot token messages are edited and go to each team's channel;
 * with a webhook they go where it points; with neither they go to the console.
 */
public record SlackConfig(
    Optional<Secret> token,
    Optional<Secret> webhookUrl,
    Channels channels,
    URI apiUrl,
    Buttons buttons) {
  private static final String EXPECTED =
      "a channel's name in quotes as \"#payments\", or its id as C0123456789";
  private static final Pattern CHANNEL = Pattern.compile("#?[\\p{L}\\p{N}_-]{1,80}");
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
    Map<String, String> byTeam = byTeam(section.section("channels"));
    String fallback = env.getOrDefault(CHANNEL_VARIABLE, "");
    boolean inFile = section.has(DEFAULT_CHANNEL) || section.keys().contains(DEFAULT_CHANNEL);
    if (inFile || (token.isPresent() && !CHANNEL.matcher(fallback).matches())) {
      fallback = channel(section, DEFAULT_CHANNEL);
    }
    return token.isPresent() ? new Channels(byTeam, fallback) : new Channels(Map.of(), "");
  }

  private static Map<String, String> byTeam(Section section) {
    Map<String, String> channels = new HashMap<>();
    for (String team : section.keys()) {
      channels.put(team, channel(section, team));
    }
    return channels;
  }

  /**
   * YAML reads an unquoted #name as a comment, so a key without a value is the likeliest mistake.
   */
  private static String channel(Section section, String key) {
    String channel = section.has(key) ? section.string(key, "") : "";
    if (!CHANNEL.matcher(channel).matches()) {
      section.problem(key, EXPECTED);
    }
    return channel;
  }

  private static URI folder(URI url) {
    return url.toString().endsWith("/") ? url : URI.create(url + "/");
  }
}
