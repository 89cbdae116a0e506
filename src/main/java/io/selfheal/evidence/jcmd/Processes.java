package io.selfheal.evidence.jcmd;

import io.selfheal.evidence.FailureReason;
import io.selfheal.evidence.capture.CaptureFailure;
import io.selfheal.kubernetes.ExecResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The container's process table, as far as the image lets us read it. */
final class Processes {
  private static final Pattern PID = Pattern.compile("\\d{1,10}");

  /** Keeps the request's line below the 8 KiB that proxies take. */
  private static final int AT_ONCE = 100;

  private final Commands commands;

  Processes(Commands commands) {
    this.commands = commands;
  }

  /** All of them; nothing where the image has no {@code ls} or {@code cat}. */
  List<ProcessStatus> table() throws CaptureFailure, InterruptedException {
    List<String> pids = pids();
    List<ProcessStatus> table = new ArrayList<>();
    for (int from = 0; from < pids.size(); from += AT_ONCE) {
      table.addAll(read(pids.subList(from, Math.min(from + AT_ONCE, pids.size()))));
    }
    return table;
  }

  /** The JVM that holds the most memory, by the table alone. */
  static Optional<ProcessStatus> largestJvm(List<ProcessStatus> table) {
    return table.stream()
        .filter(ProcessStatus::runsJava)
        .max(Comparator.comparingLong(ProcessStatus::residentKibibytes));
  }

  /**
   * To attach, jcmd sends SIGQUIT, which kills a JVM that does not catch it (yet). With {@code
   * -Xrs} none catches it, but the socket is there from the start and no signal is sent.
   */
  void checkAttachable(String pid, String root, List<ProcessStatus> table)
      throws CaptureFailure, InterruptedException {
    Optional<ProcessStatus> status = status(pid, table);
    boolean doubtful = status.isPresent() && status.get().runsJava() && !status.get().catchesQuit();
    if (doubtful && !hasSocket(pid, root)) {
      throw new CaptureFailure(
          FailureReason.ATTACH_FAILED,
          "the JVM does not catch SIGQUIT, so that jcmd would kill it; wait until it has started");
    }
  }

  private Optional<ProcessStatus> status(String pid, List<ProcessStatus> table)
      throws CaptureFailure, InterruptedException {
    List<ProcessStatus> known = table.isEmpty() ? read(List.of(pid)) : table;
    return known.stream().filter(status -> status.pid().equals(pid)).findFirst();
  }

  private boolean hasSocket(String pid, String root) throws CaptureFailure, InterruptedException {
    return commands
        .run(List.of("ls", root + "/tmp/.java_pid" + pid))
        .filter(ExecResult::succeeded)
        .isPresent();
  }

  private List<String> pids() throws CaptureFailure, InterruptedException {
    return commands
        .run(List.of("ls", "/proc"))
        .map(ExecResult::stdout)
        .map(text -> text.lines().filter(PID.asMatchPredicate()).toList())
        .orElse(List.of());
  }

  /** One {@code cat} for all; those that have ended meanwhile make its exit code say 1. */
  private List<ProcessStatus> read(List<String> pids) throws CaptureFailure, InterruptedException {
    List<String> argv = new ArrayList<>(List.of("cat"));
    pids.forEach(pid -> argv.add("/proc/" + pid + "/status"));
    Optional<ExecResult> result = commands.run(argv);
    return result.map(found -> ProcessStatus.parse(found.stdout())).orElse(List.of());
  }
}
