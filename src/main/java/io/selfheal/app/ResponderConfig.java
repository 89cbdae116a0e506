package io.selfheal.app;

import io.selfheal.config.Section;
import io.selfheal.console.OperatorConfig;
import io.selfheal.evidence.cluster.LogConfig;
import io.selfheal.evidence.jcmd.CaptureConfig;
import io.selfheal.incident.ledger.LedgerConfig;
import io.selfheal.kubernetes.ClusterConfig;
import io.selfheal.notification.slack.SlackConfig;
import io.selfheal.notification.slack.actions.ActionsConfig;
import io.selfheal.notification.webhook.WebhookTarget;
import io.selfheal.remediation.RemediationConfig;
import io.selfheal.response.SecuredBy;
import io.selfheal.rules.LabelNames;
import io.selfheal.safety.SafetyConfig;
import io.selfheal.storage.SpoolConfig;
import io.selfheal.storage.StoreConfig;
import io.selfheal.triage.TriageConfig;
import io.selfheal.webhook.WebhookConfig;
import io.selfheal.webhook.alertmanager.AlertmanagerConfig;
import io.selfheal.webhook.alertmanager.WatchdogConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code responder.yaml}: one record a room, each read by the room itself. */
public record ResponderConfig(
    Doors doors, Policy policy, Keeping keeping, Patients patients, People people) {
  /**
   * Where requests come in.
   *
   * @param upstream whom else to hear alerts from, and how to know that they come
   * @param actions how presses of buttons come in; empty while there are none
   * @param grace how long the steps at work may take to finish when the service stops
   */
  public record Doors(
      WebhookConfig webhook,
      OperatorConfig operator,
      Upstream upstream,
      Optional<ActionsConfig> actions,
      Duration grace) {}

  /** Where alerts come from; both may be left out. */
  public record Upstream(
      Optional<AlertmanagerConfig> alertmanager, Optional<WatchdogConfig> watchdog) {}

  /** By what alerts are judged. */
  public record Policy(
      Path rulesFile, LabelNames labels, SafetyConfig safety, SecuredBy securedBy) {}

  /** Where things are kept. */
  public record Keeping(LedgerConfig ledger, SpoolConfig spool, StoreConfig store) {}

  /** How pods are reached, and what is taken of them read. */
  public record Patients(
      ClusterConfig cluster,
      LogConfig logs,
      CaptureConfig capture,
      TriageConfig triage,
      RemediationConfig recovery) {}

  /** Who is told, and where. */
  public record People(SlackConfig slack, List<WebhookTarget> webhooks) {
    public People {
      webhooks = List.copyOf(webhooks);
    }
  }

  public SlackConfig slack() {
    return people.slack();
  }

  /**
   * Reads the root section and ends it.
   *
   * @param folder where the file lies, and relative to which it names the rules file
   * @param env the variables of self-heal-alerts, which work as defaults, and the pod's own name
   */
  public static ResponderConfig read(Section root, Path folder, Map<String, String> env) {
    // The kill switch reads this key anew for every decision; here only its shape is checked.
    boolean unused = root.flag("paused", false);
    Section slack = root.section("slack");
    ResponderConfig config =
        new ResponderConfig(
            doors(root, ActionsConfig.read(slack)),
            policy(root, folder, env),
            keeping(root),
            patients(root),
            new People(
                SlackConfig.read(slack, env), WebhookTarget.read(root.sections("webhooks"))));
    root.done();
    return config;
  }

  private static Doors doors(Section root, Optional<ActionsConfig> actions) {
    return new Doors(
        WebhookConfig.read(root.section("listen")),
        OperatorConfig.read(root.section("operator")),
        new Upstream(
            AlertmanagerConfig.read(root.section("alertmanager")),
            WatchdogConfig.read(root.section("watchdog"))),
        actions,
        root.duration("shutdownGrace", Duration.ofSeconds(45)));
  }

  private static Policy policy(Section root, Path folder, Map<String, String> env) {
    return new Policy(
        folder.resolve(root.string("rulesFile", "rules.yaml")),
        LabelNames.read(root.section("labels")),
        SafetyConfig.read(root, env),
        root.choice("securedBy", SecuredBy.class, SecuredBy.SPOOL));
  }

  private static Keeping keeping(Section root) {
    return new Keeping(
        LedgerConfig.read(root.section("ledger")),
        SpoolConfig.read(root.section("spool")),
        StoreConfig.read(root.section("store")));
  }

  private static Patients patients(Section root) {
    Section capture = root.section("capture");
    return new Patients(
        ClusterConfig.read(root.section("kubernetes")),
        LogConfig.read(capture),
        CaptureConfig.read(capture),
        TriageConfig.read(root.section("triage")),
        RemediationConfig.read(root.section("recovery")));
  }
}
