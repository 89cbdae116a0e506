package io.selfheal.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** The responder's own account in the patient's namespace, with the rights that are shipped. */
final class Account {
  private static final Pattern NAMESPACE = Pattern.compile("(?m)namespace: self-heal$");
  private static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]+)\"");
  private static final String REQUEST =
      """
      {"apiVersion":"authentication.k8s.io/v1","kind":"TokenRequest","spec":{"expirationSeconds":7200}}
      """;
  private static final String PATH =
      "/api/v1/namespaces/" + Patient.NAMESPACE + "/serviceaccounts/self-heal-responder/token";

  private final Path folder;

  private Account(Path folder) {
    this.folder = folder;
  }

  /** Its token lies in the scratch folder. */
  static Account open(Scratch scratch) throws IOException, InterruptedException {
    for (String file : List.of("serviceaccount", "role", "rolebinding")) {
      String shipped = Files.readString(Path.of("rbac", file + ".yaml"));
      Patient.apply(NAMESPACE.matcher(shipped).replaceAll("namespace: " + Patient.NAMESPACE));
    }
    Account account = new Account(scratch.folder());
    Files.writeString(account.token(), requestToken());
    Files.write(account.authorityFile(), authority());
    return account;
  }

  /** The section {@code kubernetes} of responder.yaml. */
  String section() throws IOException, InterruptedException {
    return "{ server: '%s', tokenFile: %s, caFile: %s }"
        .formatted(server(), token(), authorityFile());
  }

  /** The same by way of another server that leads to it. */
  String section(String server) {
    return "{ server: '%s', tokenFile: %s }".formatted(server, token());
  }

  static String server() throws IOException, InterruptedException {
    return cluster("server");
  }

  /** What vouches for the server, as PEM. */
  static byte[] authority() throws IOException, InterruptedException {
    return Base64.getDecoder().decode(cluster("certificate-authority-data"));
  }

  private Path token() {
    return folder.resolve("cluster.token");
  }

  private Path authorityFile() {
    return folder.resolve("cluster.ca");
  }

  private static String requestToken() throws IOException, InterruptedException {
    String answer = Command.text(List.of("kubectl", "create", "--raw", PATH, "-f", "-"), REQUEST);
    return TOKEN
        .matcher(answer)
        .results()
        .map(found -> found.group(1))
        .findFirst()
        .orElseThrow(() -> new IOException("Cannot have a token of the responder's account"));
  }

  private static String cluster(String field) throws IOException, InterruptedException {
    return Command.text(
        List.of(
            "kubectl",
            "config",
            "view",
            "--minify",
            "--raw",
            "--flatten",
            "-o",
            "jsonpath={.clusters[0].cluster." + field + "}"));
  }
}
