package io.selfheal.notification.webhook;

import io.selfheal.config.Section;
import io.selfheal.incident.Outboxes;
import io.selfheal.notification.Secret;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One entry of the list {@code webhooks}: who is sent every incident as JSON.
 *
 * @param name the notifier's name in the ledger, the log and the metrics
 * @param secret that signs what is sent
 */
public record WebhookTarget(String name, URI url, Secret secret) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
  private static final String NAME_EXPECTED =
      "a name of its own in lower case, as \"ops\", and not \"" + Outboxes.FIRST + "\"";
  private static final String URL_EXPECTED =
      "a URL that begins with http:// or https:// and holds no password";
  private static final String SECRET_EXPECTED =
      "the file of the secret that signs what is sent, as printable characters on one line";

  /** Those that are without a mistake. */
  public static List<WebhookTarget> read(List<Section> sections) {
    List<WebhookTarget> targets = new ArrayList<>();
    for (Section section : sections) {
      String name = name(section, targets);
      Optional<URI> url = url(section);
      Optional<Secret> secret = secret(section);
      section.done();
      if (url.isPresent() && secret.isPresent()) {
        targets.add(new WebhookTarget(name, url.get(), secret.get()));
      }
    }
    return List.copyOf(targets);
  }

  private static String name(Section section, List<WebhookTarget> before) {
    String name = section.string("name", "");
    boolean taken =
        name.equals(Outboxes.FIRST) || before.stream().anyMatch(other -> other.name.equals(name));
    if (taken || !NAME.matcher(name).matches()) {
      section.problem("name", NAME_EXPECTED);
    }
    return name;
  }

  private static Optional<URI> url(Section section) {
    require(section, "url", URL_EXPECTED);
    return section.parsed("url", URL_EXPECTED, WebhookTarget::url);
  }

  private static Optional<URI> url(String text) {
    try {
      URI url = URI.create(text);
      boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      boolean plain = url.getHost() != null && url.getRawUserInfo() == null;
      return web && plain ? Optional.of(url) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<Secret> secret(Section section) {
    require(section, "secretFile", SECRET_EXPECTED);
    return section.path("secretFile").map(Secret::inFile);
  }

  private static void require(Section section, String key, String expected) {
    if (!section.keys().contains(key)) {
      section.problem(key, expected);
    }
  }
}
