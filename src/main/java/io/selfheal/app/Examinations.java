package io.selfheal.app;

import io.selfheal.app.ResponderConfig.Doors;
import io.selfheal.app.ResponderConfig.Patients;
import io.selfheal.doctor.AddressExamination;
import io.selfheal.doctor.AlertmanagerExamination;
import io.selfheal.doctor.ChannelsExamination;
import io.selfheal.doctor.ClusterExamination;
import io.selfheal.doctor.ConfigExamination;
import io.selfheal.doctor.Examination;
import io.selfheal.doctor.LedgerExamination;
import io.selfheal.doctor.PortExamination;
import io.selfheal.doctor.RightsExamination;
import io.selfheal.doctor.RightsExamination.Scope;
import io.selfheal.doctor.SecretsExamination;
import io.selfheal.doctor.SlackExamination;
import io.selfheal.doctor.SpoolExamination;
import io.selfheal.doctor.StoreExamination;
import io.selfheal.doctor.Unconfigured;
import io.selfheal.kubernetes.Right;
import io.selfheal.notification.slack.SlackMethods;
import io.selfheal.notification.slack.actions.ActionsConfig;
import io.selfheal.rules.RemoveBy;
import io.selfheal.storage.SpoolConfig;
import io.selfheal.storage.StoreConfig;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What there is to look at with a configuration that has no mistakes. */
final class Examinations {
  private static final Duration SLACK_DEADLINE = Duration.ofSeconds(5);

  private Examinations() {}

  static List<Examination> of(Configuration configuration, Clock clock) {
    List<Examination> all = new ArrayList<>();
    all.add(config(configuration));
    all.addAll(cluster(configuration, clock));
    all.addAll(ports(configuration.responder().doors()));
    all.add(store(configuration.responder().keeping().store(), clock));
    all.addAll(slack(configuration.responder()));
    all.addAll(webhooks(configuration.responder()));
    all.add(new LedgerExamination(configuration.responder().keeping().ledger()));
    all.add(spool(configuration));
    all.add(
        new AlertmanagerExamination(configuration.responder().doors().upstream().alertmanager()));
    return all;
  }

  private static Examination config(Configuration configuration) {
    return new ConfigExamination(
        configuration.file(), configuration.rules().rules().size(), namespaces(configuration));
  }

  private static List<Examination> cluster(Configuration configuration, Clock clock) {
    Patients patients = configuration.responder().patients();
    List<Examination> all = new ArrayList<>();
    all.add(new ClusterExamination(patients.cluster(), clock));
    for (String namespace : namespaces(configuration)) {
      Scope scope = new Scope(namespace, needed(), optional(configuration));
      all.add(new RightsExamination(patients.cluster(), scope));
    }
    Scope nodes = new Scope("", List.of(), List.of(Right.NODES));
    all.add(new RightsExamination(patients.cluster(), nodes));
    return all;
  }

  private static List<Right> needed() {
    return Right.ROLE.stream().filter(right -> !right.equals(Right.METRICS)).toList();
  }

  /** A rule may be for some of the namespaces only. */
  private static List<Right> optional(Configuration configuration) {
    List<Right> optional = new ArrayList<>();
    optional.add(Right.METRICS);
    if (deletes(configuration)) {
      optional.add(Right.DELETE);
    }
    if (configuration.responder().patients().capture().joins()) {
      optional.add(Right.JOIN);
    }
    return optional;
  }

  private static boolean deletes(Configuration configuration) {
    return configuration.rules().rules().stream()
        .anyMatch(rule -> rule.response().removeBy() == RemoveBy.DELETE);
  }

  private static List<String> namespaces(Configuration configuration) {
    return configuration.responder().policy().safety().namespaces();
  }

  private static List<Examination> ports(Doors doors) {
    return List.of(
        new PortExamination("listen", doors.webhook().credentials()),
        new PortExamination("operator", doors.operator().credentials()));
  }

  private static Examination store(StoreConfig config, Clock clock) {
    String other = config.s3().isPresent() ? "s3" : "folder";
    String kind = config.drive().isPresent() ? "drive" : other;
    return new StoreExamination(kind, DumpArchives.of(config, clock));
  }

  private static List<Examination> slack(ResponderConfig config) {
    if (config.slack().token().isPresent()) {
      return bot(config);
    }
    return config
        .slack()
        .webhookUrl()
        .map(url -> List.<Examination>of(AddressExamination.secret("slack webhook", url)))
        .orElseGet(() -> List.of(new Unconfigured("slack", "Messages go to the console")));
  }

  private static List<Examination> bot(ResponderConfig config) {
    SlackMethods slack = config.slack().methods(SLACK_DEADLINE);
    Optional<ActionsConfig> actions = config.doors().actions();
    boolean groups = actions.filter(found -> !found.approvers().groups().isEmpty()).isPresent();
    List<Examination> all = new ArrayList<>();
    all.add(
        new SlackExamination(
            slack, groups ? List.of("chat:write", "usergroups:read") : List.of("chat:write")));
    all.add(new ChannelsExamination(slack, config.slack().channels().all()));
    actions.ifPresent(
        found -> all.add(new SecretsExamination(found.appToken(), found.signingSecret())));
    return all;
  }

  private static List<Examination> webhooks(ResponderConfig config) {
    return config.people().webhooks().stream()
        .<Examination>map(
            target ->
                new AddressExamination("webhook " + target.name(), target::url, target.secret()))
        .toList();
  }

  private static Examination spool(Configuration configuration) {
    SpoolConfig config = configuration.responder().keeping().spool();
    try {
      StartChecks.check(configuration);
      return new SpoolExamination(config, Optional.empty());
    } catch (StartException e) {
      return new SpoolExamination(config, Optional.of(e.getMessage()));
    }
  }
}
