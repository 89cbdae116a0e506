package io.selfheal.safety;

import io.selfheal.config.Rate;
import io.selfheal.config.Section;
import io.selfheal.incident.Storm;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Where the responder may act, and the limits of its gates, with their defaults. */
public record SafetyConfig(
    Place place, AlertLimits alert, WorkloadLimits workload, ClusterLimits cluster, Times times) {
  private static final Duration APPROVAL = Duration.ofMinutes(15);

  /**
   * Where it may act.
   *
   * @param namespaces where the responder may act at all: naming one is the act that arms it
   * @param ownPod the responder's own pod as namespace/name; empty text outside a cluster
   */
  public record Place(List<String> namespaces, String ownPod) {
    public Place {
      namespaces = List.copyOf(namespaces);
    }
  }

  /**
   * What an alert must be like.
   *
   * @param clockSkew how far the clocks of Prometheus and of a node may differ; it never counts
   *     towards acting
   */
  public record AlertLimits(Duration maxAge, Incarnation incarnation, Duration clockSkew) {}

  /**
   * What one workload, and all of them, must stand.
   *
   * @param concurrency incidents at work on one workload
   * @param concurrencyInAll incidents at work anywhere
   */
  public record WorkloadLimits(
      int minOtherReady,
      Duration cooldown,
      int concurrency,
      int concurrencyInAll,
      TerminationLimits terminations) {}

  /**
   * How many pods may be removed.
   *
   * @param escalateAfter which one of a row of incidents of one workload is left to people
   */
  public record TerminationLimits(
      Rate perWorkload, Rate perNamespace, Rate perCluster, Rate escalateAfter) {}

  /**
   * When something is wrong that is larger than any pod.
   *
   * @param nodesNotReady how many of a hundred nodes may be not Ready
   * @param apiErrors which error of the API server in a row is one too many
   */
  public record ClusterLimits(Storm storm, int nodesNotReady, int apiErrors) {}

  /**
   * When it may act.
   *
   * @param deferFor how long an incident may wait for a gate
   * @param approval how long people may be asked
   */
  public record Times(Duration deferFor, Duration approval, List<MaintenanceWindow> maintenance) {
    public Times {
      maintenance = List.copyOf(maintenance);
    }
  }

  /**
   * Reads {@code namespaces}, {@code maintenance}, {@code approval} and {@code limits} of the root.
   *
   * @param env where the Deployment puts POD_NAMESPACE and POD_NAME
   */
  public static SafetyConfig read(Section root, Map<String, String> env) {
    List<String> namespaces = root.strings("namespaces", List.of());
    if (namespaces.contains("kube-system")) {
      root.problem(
          "namespaces", "namespaces other than kube-system, where the responder never acts");
    }
    Section limits = root.section("limits");
    SafetyConfig config =
        new SafetyConfig(
            new Place(namespaces, ownPod(env)),
            alert(limits),
            workload(limits),
            cluster(limits),
            times(root, limits.duration("deferFor", Duration.ofMinutes(30))));
    limits.done();
    return config;
  }

  public List<String> namespaces() {
    return place.namespaces();
  }

  public String ownPod() {
    return place.ownPod();
  }

  /** When so much comes in that no pod is removed. */
  public Storm storm() {
    return cluster.storm();
  }

  /** How long an incident may wait for a gate. */
  public Duration deferFor() {
    return times.deferFor();
  }

  /** How long people may be asked before an incident gives up. */
  public Duration approvalOpen() {
    return times.approval();
  }

  private static Times times(Section root, Duration deferFor) {
    return new Times(
        deferFor, approval(root.section("approval"), deferFor), MaintenanceReader.read(root));
  }

  /** Nothing waits for longer than {@code deferFor}, be it for people. */
  private static Duration approval(Section section, Duration deferFor) {
    Duration fallback = APPROVAL.compareTo(deferFor) < 0 ? APPROVAL : deferFor;
    Duration open = section.duration("expires", fallback);
    if (section.has("expires") && (open.isZero() || open.compareTo(deferFor) > 0)) {
      section.problem("expires", "a duration as 15m, and no longer than limits.deferFor");
    }
    section.done();
    return open;
  }

  private static String ownPod(Map<String, String> env) {
    String name = env.getOrDefault("POD_NAME", "");
    return name.isEmpty() ? "" : env.getOrDefault("POD_NAMESPACE", "") + "/" + name;
  }

  private static AlertLimits alert(Section limits) {
    return new AlertLimits(
        limits.duration("maxAlertAge", Duration.ofHours(1)),
        limits.choice("incarnation", Incarnation.class, Incarnation.CONTAINER),
        limits.duration("clockSkew", Duration.ofSeconds(60)));
  }

  private static WorkloadLimits workload(Section limits) {
    return new WorkloadLimits(
        limits.integer("minOtherReady", 1, 0, 1000),
        limits.duration("cooldown", Duration.ofMinutes(10)),
        limits.integer("concurrency", 1, 1, 100),
        limits.integer("concurrencyInAll", 4, 1, 100),
        terminations(limits));
  }

  private static TerminationLimits terminations(Section limits) {
    return new TerminationLimits(
        limits.rate("perWorkload", Rate.anHour(3)),
        limits.rate("perNamespace", Rate.anHour(5)),
        limits.rate("perCluster", Rate.anHour(20)),
        escalateAfter(limits));
  }

  private static ClusterLimits cluster(Section limits) {
    Storm storm =
        new Storm(
            limits.rate("storm", new Rate(10, Duration.ofMinutes(1))),
            limits.duration("stormQuiet", Duration.ofMinutes(5)));
    if (storm.quiet().isZero()) {
      limits.problem("stormQuiet", "a time longer than zero");
    }
    return new ClusterLimits(
        storm, limits.integer("nodesNotReady", 20, 0, 100), limits.integer("apiErrors", 3, 1, 100));
  }

  /** After one would be never to heal at all, which a rule's mode says more clearly. */
  private static Rate escalateAfter(Section limits) {
    Rate after = limits.rate("escalateAfter", Rate.anHour(3));
    if (after.most() < 2) {
      limits.problem("escalateAfter", "a number from 2 to 100 and a length of time as 3/1h");
    }
    return after;
  }
}
