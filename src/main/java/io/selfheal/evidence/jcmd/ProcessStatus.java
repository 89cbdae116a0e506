package io.selfheal.evidence.jcmd;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A process as {@code /proc/PID/status} tells it. */
record ProcessStatus(String pid, boolean runsJava, boolean catchesQuit) {
  private static final Pattern STATUS =
      Pattern.compile("(?ms)^Name:\\t([^\\n]+)$.*?^Pid:\\t(\\d+)$.*?^SigCgt:\\t([0-9a-f]{16})$");

  /** Dead, and not yet reaped by its parent. */
  private static final Pattern DEAD = Pattern.compile("(?m)^State:\\t[ZX]");

  private static final String LAUNCHER = "java";
  private static final long SIGQUIT = 1L << 2;

  /** Several of them, one after another. */
  static List<ProcessStatus> parse(String text) {
    return STATUS.matcher(text).results().map(ProcessStatus::of).toList();
  }

  private static ProcessStatus of(MatchResult found) {
    boolean alive = !DEAD.matcher(found.group()).find();
    long caught = Long.parseUnsignedLong(found.group(3), 16);
    return new ProcessStatus(
        found.group(2), alive && found.group(1).equals(LAUNCHER), (caught & SIGQUIT) != 0);
  }
}
