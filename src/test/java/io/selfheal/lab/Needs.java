package io.selfheal.lab;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What these tests need of a machine; without it they are skipped, and one line says so. */
public final class Needs {
  private static final Set<String> SAID = new HashSet<>();

  private Needs() {}

  /** A cluster that answers, as KUBECONFIG names it, and kubectl. */
  public static void cluster() throws InterruptedException {
    skipFor(Kubectl.trouble().map(Needs::noCluster));
  }

  static void alertmanager() {
    skipFor(
        Alertmanager.program().isPresent()
            ? Optional.empty()
            : Optional.of(
                "Skipped: neither prometheus-alertmanager nor alertmanager is on PATH; install one"
                    + " (Debian: apt-get install prometheus-alertmanager)"));
  }

  /** The build does not print why an assumption failed. */
  private static void skipFor(Optional<String> missing) {
    missing.filter(SAID::add).ifPresent(System.out::println);
    assumeTrue(missing.isEmpty(), () -> missing.orElse(""));
  }

  private static String noCluster(String why) {
    return "Skipped: no cluster to test against ("
        + why.lines().findFirst().orElse(why)
        + "); name one by KUBECONFIG, for one by: kind create cluster (docs/lab.md)";
  }
}
