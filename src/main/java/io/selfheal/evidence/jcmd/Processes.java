package io.selfheal.evidence.jcmd;

import io.selfheal.evidence.FailureReason;
import io.selfheal.evidence.jcmd.JvmSearch.Listed;
import io.selfheal.kubernetes.ExecResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The container's process table, as far as the image lets us read it. */
final class Processes {
  private static final Pattern STATUS =
      Pattern.compile("(?ms)^Name:\\t(\\S+)$.*?^Pid:\\t(\\d+)$.*?^SigCgt:\\t([0-9a-f]{16})$");
  private static final Pattern PID = Pattern.compile("\\d{1,10}");
  private static final String LAUNCHER = "java";
  private static final long SIGQUIT = 1L << 2;
  private static final int MOST = 100;

  private final Commands commands;

  Processes(Commands commands) {
    this.commands = commands;
  }

  /** Processes of the java launcher; nothing where the image has no {@code ls} or {@code cat}. */
  List<Listed> jvms() throws CaptureFailure, InterruptedException {
    List<String> pids = pids();
    if (pids.isEmpty() || pids.size() > MOST) {
      return List.of();
    }
    return statuses(pids).stream()
        .filter(status -> status.name().equals(LAUNCHER))
        .map(status -> new Listed(status.pid(), LAUNCHER))
        .toList();
  }

  /**
   * To attach, jcmd sends SIGQUIT, which kills a JVM that does not catch it (yet). With {@code
   * -Xrs} none catches it, but the socket is there from the start and no signal is sent.
   */
  void checkAttachable(String pid) throws CaptureFailure, InterruptedException {
    for (Status status : statuses(List.of(pid))) {
      boolean doubtful = status.name().equals(LAUNCHER) && !status.catchesQuit();
      if (doubtful && !hasSocket(pid)) {
        throw new CaptureFailure(
            FailureReason.ATTACH_FAILED,
            "the JVM does not catch SIGQUIT, so that jcmd would kill it; wait until it has started");
      }
    }
  }

  private boolean hasSocket(String pid) throws CaptureFailure, InterruptedException {
    return commands
        .run(List.of("ls", "/tmp/.java_pid" + pid))
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
  private List<Status> statuses(List<String> pids) throws CaptureFailure, InterruptedException {
    List<String> argv = new ArrayList<>(List.of("cat"));
    pids.forEach(pid -> argv.add("/proc/" + pid + "/status"));
    Optional<ExecResult> result = commands.run(argv);
    return result.map(found -> parse(found.stdout())).orElse(List.of());
  }

  private static List<Status> parse(String text) {
    Matcher matcher = STATUS.matcher(text);
    List<Status> found = new ArrayList<>();
    while (matcher.find()) {
      long caught = Long.parseUnsignedLong(matcher.group(3), 16);
      found.add(new Status(matcher.group(2), matcher.group(1), (caught & SIGQUIT) != 0));
    }
    return found;
  }

  private record Status(String pid, String name, boolean catchesQuit) {}
}
