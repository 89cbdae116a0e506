package io.selfheal.notification.slack.actions;

import io.selfheal.Asking;
import io.selfheal.ManualClock;
import io.selfheal.config.ConfigFile;
import io.selfheal.config.Problems;
import io.selfheal.config.Rate;
import io.selfheal.config.Section;
import io.selfheal.incident.Approval;
import io.selfheal.incident.Ledger;
import io.selfheal.incident.Storm;
import io.selfheal.incident.ledger.SqliteLedger;
import io.selfheal.notification.Audience;
import io.selfheal.notification.Messenger;
import io.selfheal.notification.Samples;
import io.selfheal.notification.StormNews;
import io.selfheal.notification.slack.ActionId;
import io.selfheal.notification.slack.SlackConfig;
import io.selfheal.sandbox.slack.SandboxSlack;
import io.selfheal.sandbox.slack.SandboxSlackMessage;
import io.selfheal.sandbox.slack.SandboxSlackMessage.Version;
import io.selfheal.sandbox.slack.SandboxSlackPress;
import io.selfheal.sandbox.slack.SandboxSlackPress.User;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** An incident in a real ledger that asks, told in the sandbox's Slack with buttons. */
final class AskedInSlack implements AutoCloseable {
  static final User JANE = new User("U012JANE", "jane");
  static final User BOB = new User("U012BOB", "bob");
  static final User EVE = new User("U012EVE", "eve");
  static final String BOT = "xoxb-hush-hush";
  static final String APP = "xapp-hush-hush";
  static final String SECRET = "signing-hush-hush";
  static final String GROUP = "S012ONCALL";

  private static final Storm STORM =
      new Storm(new Rate(10, Duration.ofMinutes(1)), Duration.ofMinutes(5));

  final ManualClock clock = ManualClock.at("2026-11-21T03:00:00Z");
  final AtomicInteger woken = new AtomicInteger();
  final List<String> refused = new CopyOnWriteArrayList<>();
  final SandboxSlack slack = SandboxSlack.start(BOT, clock, List.of("#self-heal"));
  final Ledger ledger;
  final String incident;
  private final Path folder;
  private final SlackActions actions;
  private final Messenger messenger;

  private record Heard(AtomicInteger decided, List<String> reasons) implements PressListener {
    @Override
    public void accepted() {
      decided.incrementAndGet();
    }

    @Override
    public void refused(String reason) {
      reasons.add(reason);
    }
  }

  /**
   * @param way the keys that say how presses come in
   */
  AskedInSlack(Path folder, String way) throws IOException {
    this.folder = folder;
    ledger = SqliteLedger.open(folder.resolve("ledger.db"), clock);
    incident = Asking.about("web-0", ledger, clock.instant());
    slack.group(GROUP, List.of(BOB.id()));
    slack.useSockets(APP);
    write("bot", BOT);
    write("app", APP);
    write("secret", SECRET);
    Section section = section(way);
    ActionsConfig config = ActionsConfig.read(section).orElseThrow();
    SlackConfig all = SlackConfig.read(section, Map.of());
    actions =
        new SlackActions(
            config, all.methods(Duration.ofSeconds(5)), ledger, new Heard(woken, refused), clock);
    messenger =
        new Messenger(
            ledger,
            all.notifier(System.out),
            new Audience(all.channels(), Samples.RULES),
            new StormNews(ledger, STORM),
            clock);
    actions.start();
    tell();
  }

  private Section section(String way) {
    String yaml =
        """
        slack:
          tokenFile: '%s'
          apiUrl: '%s'
          defaultChannel: '#self-heal'
          approvers: { users: [%s], groups: [%s] }
          actions: { host: 127.0.0.1, port: 0 }
          %s
        """
            .formatted(
                file("bot"),
                slack.apiUrl(),
                JANE.id(),
                GROUP,
                way.formatted(file("app"), file("secret")));
    return ConfigFile.parse(yaml, new Problems("responder.yaml")).section("slack");
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  void write(String name, String text) throws IOException {
    Files.writeString(file(name), text);
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + actions.port().orElseThrow() + "/slack/actions");
  }

  /** Brings the message up to date. */
  void tell() {
    clock.advance(Duration.ofSeconds(1));
    messenger.runOnce();
  }

  SandboxSlackMessage message() {
    return slack.messages().get(0);
  }

  SandboxSlackPress terminate(User user) {
    return pressed(ActionId.TERMINATE, user);
  }

  SandboxSlackPress keep(User user) {
    return pressed(ActionId.KEEP, user);
  }

  /** On the message as it was posted, however it was edited since. */
  private SandboxSlackPress pressed(String action, User user) {
    Version asked = message().versions().get(0);
    return slack.press(message(), asked, action, user);
  }

  Optional<Approval.Answer> answer() {
    return ledger.approval(incident).orElseThrow().answer();
  }

  /** What users were told since the start, each as the user's id and the text. */
  List<String> whispers() {
    return slack.whispers().stream().map(whisper -> whisper.user() + " " + whisper.text()).toList();
  }

  @Override
  public void close() {
    actions.close();
    ledger.close();
    slack.close();
  }
}
