package io.selfheal.lab;

import java.util.Optional;

/** What a machine lacks for these tests, and how to get it. */
final class Missing {
  private Missing() {}

  static Optional<String> forTheMainJob() throws InterruptedException {
    Optional<String> cluster = Kubectl.trouble().map(Missing::cluster);
    return cluster.isPresent() || Alertmanager.program().isPresent()
        ? cluster
        : Optional.of(
            "Skipped: neither prometheus-alertmanager nor alertmanager is on PATH; install one"
                + " (Debian: apt-get install prometheus-alertmanager)");
  }

  private static String cluster(String why) {
    return "Skipped: no cluster to test against ("
        + why.lines().findFirst().orElse(why)
        + "); name one by KUBECONFIG, for one by: kind create cluster (docs/lab.md)";
  }
}
