package io.selfheal.sandbox.cluster;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The programs that a container can run: few, named here, and never a shell. They see the
 * container's folder as {@code /} and its JVM as process 1.
 */
final class Toolbox {
  private static final Set<String> TEXT_TOOLS =
      Set.of("sha256sum", "stat", "rm", "ls", "df", "test", "mkdir", "sleep");

  private static final Set<String> RAW_TOOLS = Set.of("cat", "tail", "head", "dd");
  static final Set<String> ALL_BUT_JAVA =
      Stream.of(TEXT_TOOLS, RAW_TOOLS, Set.of("jcmd", "kill"))
          .flatMap(Set::stream)
          .collect(Collectors.toUnmodifiableSet());

  private static final Path JAVA_BIN = Path.of(System.getProperty("java.home"), "bin");
  static final Redirect NO_INPUT = Redirect.from(new File("/dev/null"));
  private static final boolean GNU = System.getProperty("os.name").equals("Linux");

  private final SandboxImage image;
  private final Map<String, String> env;

  Toolbox(SandboxImage image, Map<String, String> env) {
    this.image = image;
    this.env = env;
  }

  Exec start(List<String> argv, ContainerRoot root, long pid) throws ExecRefusal {
    String tool = argv.get(0);
    if (image.missingTools().contains(tool) || argv.stream().anyMatch(a -> a.contains("\0"))) {
      throw ExecRefusal.commandNotFound(tool);
    }
    List<String> arguments =
        argv.stream().skip(1).map(argument -> root.inside(argument, pid)).toList();
    Optional<String> denied = argv.stream().filter(root::denies).findFirst();
    if (denied.isPresent()) {
      return ProcFiles.denied(tool, denied.get());
    }
    if (tool.equals("jcmd")) {
      return new Jcmd(JAVA_BIN, root, pid).start(this, argv.subList(1, argv.size()));
    }
    Optional<Exec> asked = new ProcFiles(this, root, pid).answer(argv);
    return asked.isPresent() ? asked.get() : startTool(tool, arguments, root);
  }

  private Exec startTool(String tool, List<String> arguments, ContainerRoot root)
      throws ExecRefusal {
    if (tool.equals("java") && arguments.equals(List.of("-version"))) {
      return run(JAVA_BIN.resolve("java"), arguments, root, text(root));
    }
    if (!GNU && Checksums.answers(tool, arguments)) {
      return Checksums.run(tool, arguments, root);
    }
    boolean raw = RAW_TOOLS.contains(tool);
    if (!onHost(tool) || !(raw || TEXT_TOOLS.contains(tool))) {
      throw ExecRefusal.commandNotFound(tool);
    }
    ProcessExec.Output output = new ProcessExec.Output(raw, text(root).mapping());
    return run(Path.of(tool), arguments, root, output);
  }

  static ProcessExec.Output text(ContainerRoot root) {
    return new ProcessExec.Output(false, line -> Optional.of(root.strip(line)));
  }

  ProcessExec run(
      Path program, List<String> arguments, ContainerRoot root, ProcessExec.Output output) {
    return ProcessExec.of(launch(program, arguments, root, NO_INPUT), output);
  }

  Process launch(Path program, List<String> arguments, ContainerRoot root, Redirect stdin) {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(root.folder().toFile()).redirectInput(stdin);
    builder.environment().clear();
    builder.environment().put("LC_ALL", "C");
    builder.environment().putAll(env);
    try {
      return builder.start();
    } catch (IOException e) {
      throw new IllegalStateException(
          "Cannot start " + program + ": " + e.getMessage() + "; see that it can be executed", e);
    }
  }

  private static boolean onHost(String tool) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
  }
}
