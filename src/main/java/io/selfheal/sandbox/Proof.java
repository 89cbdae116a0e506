package io.selfheal.sandbox;

import com.github.luben.zstd.ZstdInputStream;
import io.selfheal.sandbox.drive.SandboxDriveFile;
import io.selfheal.sandbox.slack.SandboxSlackMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;

/**
 * Looks from outside whether the story came true: at the cluster, the Drive and the Slack, not at
 * the responder.
 */
final class Proof {
  /** Two thread dumps, a class histogram, a heap dump, the report in two forms, the manifest. */
  private static final int FILES = 7;

  private static final String HOLDER = "Patient.CACHE";
  private static final String BURNER = "hot-loop-0";

  private static final String HEALED = "Healed: ";
  private static final String HPROF = "JAVA PROFILE 1.0.";

  private final Sandbox sandbox;
  private final List<SandboxAlert> alerts;
  private final String answer;

  Proof(Sandbox sandbox, List<SandboxAlert> alerts, String answer) {
    this.sandbox = sandbox;
    this.alerts = alerts;
    this.answer = answer;
  }

  /** Whether Slack has the last word on every alert, and the Drive all files. */
  boolean told() {
    return sandbox.slack().messages().stream().filter(Proof::healed).count() == alerts.size()
        && dumps(Sandbox.ORDERS).size() == FILES
        && finds(HOLDER)
        && finds(BURNER);
  }

  Optional<Path> heapDump() {
    return inDrive("heap-dump");
  }

  Optional<Path> report() {
    return inDrive("report.html");
  }

  private Optional<Path> inDrive(String name) {
    return dump(Sandbox.ORDERS, name)
        .flatMap(SandboxDriveFile::content)
        .map(SandboxDriveFile.Content::file);
  }

  /** Each claim of the product, and whether it holds here. */
  Map<String, Boolean> claims() throws IOException, InterruptedException, TimeoutException {
    Map<String, Boolean> claims = new LinkedHashMap<>();
    for (SandboxAlert alert : alerts) {
      String workload = workload(alert);
      claims.put(
          workload + ": queued for the rule " + alert.rule(),
          answer.contains("\"rule\":\"" + alert.rule() + "\""));
      claims.put(
          workload + ": its sick pod is gone, and two are Ready again", replaced(alert, workload));
    }
    claims.put(
        Sandbox.ACCEPT + ": no dump was asked for, and none taken",
        dumps(Sandbox.ACCEPT).isEmpty());
    claims.put(
        Sandbox.PRICING + ": two thread dumps in Drive, whole, with the hot thread", hotThreads());
    claims.put(Sandbox.ORDERS + ": the heap dump in Drive is whole", wholeHeapDump());
    claims.put(Sandbox.ORDERS + ": its message says who holds the heap", finds(HOLDER));
    claims.put(Sandbox.PRICING + ": its message says which thread burns", finds(BURNER));
    claims.put(
        "one Slack message per incident, edited in place until it said Healed", editedInPlace());
    return claims;
  }

  private static String workload(SandboxAlert alert) {
    return alert.rule().startsWith("slow")
        ? Sandbox.ACCEPT
        : alert.rule().startsWith("cpu") ? Sandbox.PRICING : Sandbox.ORDERS;
  }

  private boolean replaced(SandboxAlert alert, String workload)
      throws InterruptedException, TimeoutException {
    return sandbox.pods(workload).stream().noneMatch(pod -> pod.uid().equals(alert.pod().uid()));
  }

  private boolean hotThreads() throws IOException {
    for (String name : List.of("thread-dump-1", "thread-dump-2")) {
      Optional<String> text = text(dump(Sandbox.PRICING, name));
      if (text.isEmpty()
          || !text.get().contains("hot-loop-0")
          || !text.get().contains("JNI global refs")) {
        return false;
      }
    }
    return true;
  }

  private boolean wholeHeapDump() throws IOException {
    Optional<SandboxDriveFile> dump = dump(Sandbox.ORDERS, "heap-dump");
    if (dump.isEmpty()) {
      return false;
    }
    SandboxDriveFile.Content content = dump.get().content().orElseThrow();
    try (InputStream in = unpacked(dump.get().name(), content.file())) {
      String head = new String(in.readNBytes(HPROF.length()), StandardCharsets.US_ASCII);
      return head.equals(HPROF)
          && content.sha256().equals(dump.get().appProperties().get("sha256"));
    }
  }

  private static InputStream unpacked(String name, Path file) throws IOException {
    InputStream in = Files.newInputStream(file);
    if (name.endsWith(".zst")) {
      return new ZstdInputStream(in);
    }
    return name.endsWith(".gz") ? new GZIPInputStream(in) : in;
  }

  private boolean editedInPlace() {
    List<SandboxSlackMessage> messages = sandbox.slack().messages();
    return messages.size() == alerts.size()
        && messages.stream().allMatch(message -> healed(message) && message.versions().size() > 1);
  }

  private boolean finds(String culprit) {
    return sandbox.slack().messages().stream()
        .flatMap(message -> message.newest().lines().stream())
        .anyMatch(line -> line.contains("Finding") && line.contains(culprit));
  }

  private static boolean healed(SandboxSlackMessage message) {
    return message.newest().text().contains(HEALED);
  }

  private List<SandboxDriveFile> dumps(String workload) {
    return sandbox.drive().files().stream().filter(file -> file.path().contains(workload)).toList();
  }

  private Optional<SandboxDriveFile> dump(String workload, String name) {
    return dumps(workload).stream().filter(file -> file.name().contains(name)).findFirst();
  }

  private static Optional<String> text(Optional<SandboxDriveFile> file) throws IOException {
    Optional<Path> path =
        file.flatMap(SandboxDriveFile::content).map(SandboxDriveFile.Content::file);
    return path.isPresent() ? Optional.of(Files.readString(path.get())) : Optional.empty();
  }
}
