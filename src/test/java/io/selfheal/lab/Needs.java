package io.selfheal.lab;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What these tests need of a machine. Without a cluster or a program they are skipped, and one line
 * says so; whoever has a cluster must name an image.
 */
public final class Needs {
  private static final String IMAGE = "SELFHEAL_LAB_IMAGE";
  private static final Set<String> SAID = new HashSet<>();

  private Needs() {}

  /** A cluster that answers, as KUBECONFIG names it, and kubectl. */
  public static void cluster() throws InterruptedException {
    skipFor(Kubectl.trouble().map(Needs::noCluster));
  }

  /** Of a JVM that holds memory, as docs/lab.md builds one. */
  public static String image() {
    return image(System.getenv());
  }

  static String image(Map<String, String> environment) {
    String image = environment.getOrDefault(IMAGE, "");
    if (image.isEmpty()) {
      throw new IllegalStateException(
          "Cannot start a patient in the cluster: "
              + IMAGE
              + " names no image; build one as docs/lab.md shows");
    }
    return image;
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
