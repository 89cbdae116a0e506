package io.selfheal.sandbox.cluster;

import io.selfheal.sandbox.Patient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The JDK's own {@code jcmd}, kept to the one JVM of its container: that is process 1, and no other
 * JVM of this machine can be seen or reached.
 */
final class Jcmd {
  /** No system has a process of this number, so jcmd says what it says of a missing one. */
  private static final String NOBODY = Integer.toString(Integer.MAX_VALUE);

  /** In the words of a jcmd that cannot come near the JVM, whatever keeps it from there. */
  private static final String STRANGER =
      "com.sun.tools.attach.AttachNotSupportedException: Unable to open socket file"
          + " /tmp/.java_pid1: target process 1 doesn't respond within 10500ms or HotSpot VM not"
          + " loaded\n";

  private static final String LIST = "-l";
  private static final String JCMD_MAIN = "jdk.jcmd/sun.tools.jcmd.JCmd";

  private final Path program;
  private final ContainerRoot root;
  private final long pid;

  Jcmd(Path javaBin, ContainerRoot root, long pid) {
    this.program = javaBin.resolve("jcmd");
    this.root = root;
    this.pid = pid;
  }

  Exec start(Toolbox tools, List<String> arguments) {
    if (arguments.isEmpty() || arguments.get(0).equals(LIST)) {
      return root.mayEnter() ? list(tools) : new FinishedExec(0, "", "");
    }
    if (!root.mayEnter()) {
      return new FinishedExec(1, arguments.get(0) + ":\n", STRANGER);
    }
    String asked = arguments.get(0);
    Optional<String> known = hostPid(asked);
    if (known.isEmpty()) {
      String sorry = "Could not find any processes matching : '" + asked + "'\n";
      return new FinishedExec(1, "", sorry);
    }
    List<String> all = new ArrayList<>(List.of(known.get()));
    arguments.stream()
        .skip(1)
        .map(argument -> root.ofJvm().inside(argument, pid))
        .forEach(all::add);
    String shown = known.get().equals(NOBODY) ? asked : "1";
    return tools.run(program, all, root, header(known.get() + ":", shown + ":"));
  }

  /** By number, or by a part of the main class; a number other than 1 is nobody here. */
  private Optional<String> hostPid(String asked) {
    if (asked.startsWith("-") || asked.equals("1") || asked.equals("0")) {
      return Optional.of(asked.startsWith("-") ? "-h" : Long.toString(pid));
    }
    if (asked.chars().allMatch(Character::isDigit)) {
      return Optional.of(NOBODY);
    }
    return Patient.class.getName().contains(asked)
        ? Optional.of(Long.toString(pid))
        : Optional.empty();
  }

  private ProcessExec.Output header(String host, String inside) {
    return new ProcessExec.Output(
        false, line -> Optional.of(line.equals(host) ? inside : root.ofJvm().strip(line)));
  }

  private Exec list(Toolbox tools) {
    Process process = tools.launch(program, List.of(LIST), root, Toolbox.NO_INPUT);
    return ProcessExec.of(
        process, new ProcessExec.Output(false, line -> listed(line, process.pid())));
  }

  private Optional<String> listed(String line, long jcmdPid) {
    if (line.startsWith(pid + " ")) {
      return Optional.of("1" + line.substring(line.indexOf(' ')));
    }
    return line.startsWith(jcmdPid + " ") && !root.isBeside()
        ? Optional.of(jcmdPid % 1_000 + 100 + " " + JCMD_MAIN + " " + LIST)
        : Optional.empty();
  }
}
