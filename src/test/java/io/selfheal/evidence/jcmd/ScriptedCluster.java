package io.selfheal.evidence.jcmd;

import io.selfheal.kubernetes.ByteSink;
import io.selfheal.kubernetes.ClusterException;
import io.selfheal.kubernetes.ExecRequest;
import io.selfheal.kubernetes.ExecResult;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers each command as its script says; a command without one is not in the image. */
final class ScriptedCluster extends ExecOnlyCluster {
  final List<List<String>> commands = new CopyOnWriteArrayList<>();
  private final Map<String, Answer> script = new ConcurrentHashMap<>();
  private final Map<String, String> cut = new ConcurrentHashMap<>();

  interface Answer {
    ExecResult to(ExecRequest request) throws ClusterException, InterruptedException;
  }

  /**
   * @param command {@code jcmd -l}, {@code GC.heap_dump} and the like for jcmd's commands, else the
   *     program; {@code status} for a cat of the process table
   */
  ScriptedCluster on(String command, Answer answer) {
    script.put(command, answer);
    return this;
  }

  ScriptedCluster says(String command, String stdout) {
    return on(command, request -> new ExecResult(0, stdout, ""));
  }

  ScriptedCluster fails(String command, int exitCode, String stderr) {
    return on(command, request -> new ExecResult(exitCode, "", stderr));
  }

  ScriptedCluster breaks(String command, ClusterException.Reason reason) {
    return on(
        command,
        request -> {
          throw new ClusterException(reason, "Cannot exec: " + reason);
        });
  }

  /** The first time its output breaks off after so much of it; then it does as its script says. */
  ScriptedCluster cuts(String command, String stdout) {
    cut.put(command, stdout);
    return this;
  }

  ScriptedCluster lacks(String command) {
    script.remove(command);
    return this;
  }

  boolean ran(String program) {
    return commands.stream().anyMatch(argv -> argv.get(0).equals(program));
  }

  @Override
  public ExecResult exec(ExecRequest request) throws ClusterException, InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    commands.add(request.argv());
    ExecResult all = new ExecResult(0, "", "");
    for (String command : key(request.argv()).lines().toList()) {
      ExecResult one = answer(command, request);
      if (!one.succeeded()) {
        return one;
      }
      all = new ExecResult(0, all.stdout() + one.stdout(), one.stderr());
    }
    return all;
  }

  private ExecResult answer(String command, ExecRequest request)
      throws ClusterException, InterruptedException {
    Answer answer = script.get(command);
    if (answer == null) {
      throw new ClusterException(ClusterException.Reason.COMMAND_NOT_FOUND, "not in $PATH");
    }
    return answer.to(request);
  }

  @Override
  public ExecResult exec(ExecRequest request, ByteSink stdout)
      throws ClusterException, InterruptedException {
    Optional<String> cutAfter = Optional.ofNullable(cut.remove(key(request.argv())));
    ExecResult result = cutAfter.isPresent() ? cutShort(request, cutAfter.get()) : exec(request);
    try {
      stdout.accept(
          ByteBuffer.wrap(result.stdout().getBytes(StandardCharsets.ISO_8859_1))
              .asReadOnlyBuffer());
    } catch (IOException e) {
      throw new ClusterException(ClusterException.Reason.SINK_FAILED, "Cannot take bytes", e);
    }
    if (cutAfter.isPresent()) {
      throw new ClusterException(ClusterException.Reason.STREAM_CUT, "Cannot exec: cut");
    }
    return new ExecResult(result.exitCode(), "", result.stderr());
  }

  private ExecResult cutShort(ExecRequest request, String stdout) {
    commands.add(request.argv());
    return new ExecResult(0, stdout, "");
  }

  private static String key(List<String> all) {
    List<String> argv = all.stream().filter(argument -> !argument.startsWith("-J")).toList();
    String last = argv.get(argv.size() - 1);
    return switch (argv.get(0)) {
      case "env" -> last.equals("-l") ? "env jcmd -l" : argv.get(argv.indexOf("jcmd") + 2);
      case "jcmd" -> last.equals("-l") ? "jcmd -l" : argv.get(2);
      case "cat" -> last.endsWith("/status") ? "status" : "cat";
      default -> argv.get(0);
    };
  }
}
