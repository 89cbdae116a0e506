package io.selfheal.evidence.jcmd;

import io.selfheal.evidence.FailureReason;
import io.selfheal.evidence.JvmChoice;
import io.selfheal.evidence.capture.CaptureFailure;
import io.selfheal.kubernetes.ExecResult;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the JVM that is meant: of those that fit the one that holds the most memory, for a launcher
 * or an agent beside the service is small. {@code jcmd -l} does not see a JVM whose user has no
 * name in the image, or that runs with {@code -XX:-UsePerfData}: so the process table is always
 * asked too.
 */
final class JvmSearch {
  private static final Logger LOG = LoggerFactory.getLogger(JvmSearch.class);

  /**
   * The JVM's own options would reach jcmd as well: its heap size, and agents that take a port and
   * so keep jcmd from starting. Without them it may have those that suit a program of half a second
   * in a container that is short of processor and memory.
   */
  private static final List<String> UNTOUCHED =
      List.of(
          "env",
          "-u",
          "JAVA_TOOL_OPTIONS",
          "-u",
          "_JAVA_OPTIONS",
          "jcmd",
          "-J-XX:+IgnoreUnrecognizedVMOptions",
          "-J-XX:+UseSerialGC",
          "-J-XX:TieredStopAtLevel=1");

  /** A container ends with it; and a capture is held to one container by its id. */
  private static final String FIRST = "1";

  private static final String UNNAMED = "java";
  private static final List<String> PLAIN = List.of("jcmd");
  private static final List<String> TOOLS = List.of("jdk.jcmd/", "sun.tools.");

  /** As OpenJ9's jcmd lists itself. */
  private static final Pattern OPENJ9 = Pattern.compile("(?m)^\\d+ \\S*openj9\\.tools\\.");

  private final Commands commands;
  private final JvmChoice choice;
  private final UnaryOperator<String> rootOf;
  private final Processes processes;

  private JvmSearch(Commands commands, JvmChoice choice, UnaryOperator<String> rootOf) {
    this.commands = commands;
    this.choice = choice;
    this.rootOf = rootOf;
    this.processes = new Processes(commands);
  }

  /** In the container of the commands. */
  static JvmSearch inside(Commands commands, JvmChoice choice) {
    return new JvmSearch(commands, choice, pid -> "");
  }

  /** In the container that the one of the commands has joined. */
  static JvmSearch beside(Commands commands, JvmChoice choice) {
    return new JvmSearch(commands, choice, pid -> "/proc/" + pid + "/root");
  }

  /** Empty where there is no jcmd. */
  Optional<Jvm> find() throws CaptureFailure, InterruptedException {
    try (Meanwhile<List<ProcessStatus>> table =
        Meanwhile.start("process-table", processes::table)) {
      for (List<String> jcmd : List.of(UNTOUCHED, PLAIN)) {
        Optional<ExecResult> listing = list(jcmd);
        if (listing.isPresent()) {
          String pid = pid(listing.get(), table);
          return Optional.of(new Jvm(commands, jcmd, pid, rootOf.apply(pid)));
        }
      }
      return Optional.empty();
    }
  }

  /** The same one, if it is there still and is a JVM; empty as well where nobody can tell. */
  Optional<Jvm> again(Jvm known) throws CaptureFailure, InterruptedException {
    Jvm same = new Jvm(commands, known.jcmd(), known.pid(), known.root());
    if (known.pid().equals(FIRST)) {
      return Optional.of(same);
    }
    Optional<ProcessStatus> status = processes.status(known.pid());
    if (status.isEmpty() || !status.get().runsJava()) {
      return Optional.empty();
    }
    processes.checkAttachable(known.pid(), known.root(), List.of(status.get()));
    return Optional.of(same);
  }

  private Optional<ExecResult> list(List<String> jcmd) throws CaptureFailure, InterruptedException {
    List<String> argv = new ArrayList<>(jcmd);
    argv.add("-l");
    return commands.run(argv).filter(result -> !JcmdAnswer.notStarted(result));
  }

  private String pid(ExecResult listing, Meanwhile<List<ProcessStatus>> others)
      throws CaptureFailure, InterruptedException {
    if (!listing.succeeded()) {
      throw JcmdAnswer.failure(listing);
    }
    if (OPENJ9.matcher(listing.stdout()).find()) {
      throw JcmdAnswer.openJ9();
    }
    List<ProcessStatus> table = others.await();
    String pid = largest(fitting(all(listed(listing.stdout()), table)), table).pid();
    processes.checkAttachable(pid, rootOf.apply(pid), table);
    return pid;
  }

  /** Each once, under jcmd's name for it where it has one. */
  private static Collection<Listed> all(List<Listed> listed, List<ProcessStatus> table) {
    Map<String, Listed> found = new LinkedHashMap<>();
    listed.forEach(jvm -> found.put(jvm.pid(), jvm));
    table.stream()
        .filter(ProcessStatus::runsJava)
        .forEach(jvm -> found.putIfAbsent(jvm.pid(), new Listed(jvm.pid(), UNNAMED)));
    return found.values();
  }

  private List<Listed> fitting(Collection<Listed> found) throws CaptureFailure {
    if (found.isEmpty()) {
      throw new CaptureFailure(
          FailureReason.NO_JVM,
          "no JVM runs in the container; see which container the alert names");
    }
    List<Listed> fitting = found.stream().filter(jvm -> choice.fits(jvm.name())).toList();
    if (fitting.isEmpty()) {
      throw new CaptureFailure(
          FailureReason.NO_JVM,
          "none of its JVMs is the one that the rule's jvm wants: it runs " + names(found));
    }
    return fitting;
  }

  private static Listed largest(List<Listed> fitting, List<ProcessStatus> table) {
    Map<String, Long> memory =
        table.stream()
            .collect(
                Collectors.toMap(
                    ProcessStatus::pid, ProcessStatus::residentKibibytes, (first, again) -> first));
    Listed largest =
        Collections.max(
            fitting, Comparator.comparingLong(jvm -> memory.getOrDefault(jvm.pid(), 0L)));
    if (fitting.size() > 1) {
      LOG.atInfo()
          .addKeyValue("jvm", largest)
          .addKeyValue("of", names(fitting))
          .log("Of several JVMs in the container the largest one is looked at");
    }
    return largest;
  }

  /** Lines of pid, main class or jar, and arguments; these may hold secrets and go no further. */
  private static List<Listed> listed(String text) {
    return text.lines()
        .map(line -> line.strip().split("\\s+", 3))
        .filter(words -> words[0].matches("\\d{1,10}"))
        .map(words -> new Listed(words[0], words.length > 1 ? words[1] : UNNAMED))
        .filter(jvm -> TOOLS.stream().noneMatch(jvm.name()::startsWith))
        .toList();
  }

  private static String names(Collection<Listed> found) {
    return found.stream().map(Listed::toString).collect(Collectors.joining(", "));
  }

  /** A JVM by its pid inside the container. */
  record Listed(String pid, String name) {
    @Override
    public String toString() {
      return name + " (" + pid + ")";
    }
  }
}
