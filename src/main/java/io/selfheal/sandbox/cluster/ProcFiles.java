package io.selfheal.sandbox.cluster;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What a container shows of its processes: there is one, the JVM, and it is process 1. */
record ProcFiles(Toolbox tools, ContainerRoot root, long pid) {
  private static final String STATUS = "/proc/1/status";

  /** Empty where the command asks for something else. */
  Optional<Exec> answer(List<String> argv) {
    if (argv.equals(List.of("ls", "/proc")) && Files.isReadable(hostStatus())) {
      return Optional.of(new FinishedExec(0, "1\n", ""));
    }
    if (argv.equals(List.of("cat", STATUS))) {
      return Optional.of(cat());
    }
    if (argv.size() == 3 && argv.get(0).equals("kill") && argv.get(2).equals("1")) {
      return Optional.of(kill(argv.get(1)));
    }
    return Optional.empty();
  }

  /** As the kernel and the tool refuse it; only {@code ls} has an exit code of its own. */
  static Exec denied(String tool, String path) {
    return tool.equals("ls")
        ? new FinishedExec(2, "", "ls: cannot access '" + path + "': Permission denied\n")
        : new FinishedExec(1, "", tool + ": " + path + ": Permission denied\n");
  }

  private Path hostStatus() {
    return Path.of("/proc", Long.toString(pid), "status");
  }

  private Exec cat() {
    ProcessExec.Output inside = new ProcessExec.Output(false, line -> Optional.of(inside(line)));
    return tools.run(Path.of("cat"), List.of(hostStatus().toString()), root, inside);
  }

  private String inside(String line) {
    Identity who = root.identity();
    return switch (line.split("\t", 2)[0]) {
      case "Pid:", "Tgid:", "NSpid:" -> line.split("\t", 2)[0] + "\t1";
      case "Uid:" -> "Uid:" + ("\t" + who.user()).repeat(4);
      case "Gid:" -> "Gid:" + ("\t" + who.group()).repeat(4);
      default -> line;
    };
  }

  private Exec kill(String signal) {
    return root.mayEnter()
        ? tools.run(Path.of("kill"), List.of(signal, Long.toString(pid)), root, Toolbox.text(root))
        : new FinishedExec(1, "", "kill: (1): Operation not permitted\n");
  }
}
