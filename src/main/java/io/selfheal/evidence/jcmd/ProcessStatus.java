package io.selfheal.evidence.jcmd;

import io.selfheal.kubernetes.RunAs;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A process as {@code /proc/PID/status} tells it.
 *
 * @param residentKibibytes of memory; 0 where it is not told
 * @param runAs empty where it is not told
 */
record ProcessStatus(
    String pid,
    boolean runsJava,
    boolean catchesQuit,
    long residentKibibytes,
    Optional<RunAs> runAs) {
  private static final Pattern STATUS =
      Pattern.compile("(?ms)^Name:\\t([^\\n]+)$.*?^Pid:\\t(\\d+)$.*?^SigCgt:\\t([0-9a-f]{16})$");

  /** Dead, and not yet reaped by its parent. */
  private static final Pattern DEAD = Pattern.compile("(?m)^State:\\t[ZX]");

  private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\t *(\\d{1,15}) kB$");

  /** Of each the real one comes first; in a JVM all four are the same. */
  private static final Pattern OWNER =
      Pattern.compile("(?ms)^Uid:\\t(\\d{1,10})\\t.*^Gid:\\t(\\d{1,10})\\t");

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
        found.group(2),
        alive && found.group(1).equals(LAUNCHER),
        (caught & SIGQUIT) != 0,
        resident(found.group()),
        owner(found.group()));
  }

  private static Optional<RunAs> owner(String status) {
    Matcher owner = OWNER.matcher(status);
    return owner.find()
        ? Optional.of(new RunAs(Long.parseLong(owner.group(1)), Long.parseLong(owner.group(2))))
        : Optional.empty();
  }

  private static long resident(String status) {
    Matcher resident = RESIDENT.matcher(status);
    return resident.find() ? Long.parseLong(resident.group(1)) : 0;
  }
}
