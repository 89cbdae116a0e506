package io.selfheal.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * kubectl, which moves the output of commands by one of two protocols.
 *
 * @param program and what makes it take the protocol
 */
record Kubectl(List<String> program) {
  private static final String OVER_WEBSOCKET = "KUBECTL_REMOTE_COMMAND_WEBSOCKETS=";
  private static final String FIFTH = "v5.channel.k8s.io";
  private static final String FOURTH = "v4.channel.k8s.io";
  private static final Pattern PROTOCOL =
      Pattern.compile("The subprotocol is (v\\d)\\S*|Upgrade: (SPDY/\\S+)");

  /** As a user has it, who knows of no protocols. */
  static Kubectl plain() {
    return new Kubectl(List.of("kubectl"));
  }

  /** Without the WebSocket that newer ones try first. */
  static Kubectl overSpdy() {
    return new Kubectl(List.of("env", OVER_WEBSOCKET + "false", "kubectl"));
  }

  /**
   * kubectl offers nothing but version 5 of the protocol, which servers speak from 1.29 on. To an
   * older one a copy of it offers version 4: they differ in how standard input is closed, and what
   * is measured has none. Empty where neither can be had.
   */
  static Optional<Kubectl> overWebSocket(Scratch scratch, Patient patient)
      throws IOException, InterruptedException {
    Kubectl newest = new Kubectl(List.of("env", OVER_WEBSOCKET + "true", "kubectl"));
    if (newest.protocol(patient).startsWith("WebSocket")) {
      return Optional.of(newest);
    }
    Path copy = scratch.folder().resolve("kubectl-v4");
    offerFourth(copy);
    Kubectl older = new Kubectl(List.of("env", OVER_WEBSOCKET + "true", copy.toString()));
    return Optional.of(older).filter(one -> one.speaksWebSocket(patient));
  }

  /** By what it talks to this server, as it says itself. */
  String protocol(Patient patient) throws IOException, InterruptedException {
    List<String> argv = new ArrayList<>(program);
    argv.addAll(List.of("-v=9", "-n", Patient.NAMESPACE, "exec", patient.name(), "--", "true"));
    Process process = new ProcessBuilder(argv).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    Matcher protocol = PROTOCOL.matcher(said);
    if (!protocol.find()) {
      return "nothing: " + said.lines().reduce((first, last) -> last).orElse("");
    }
    return protocol.group(1) == null ? protocol.group(2) : "WebSocket " + protocol.group(1);
  }

  /** A command in the container. */
  List<String> exec(Patient patient, String... command) {
    List<String> argv = with("exec", patient.name(), "--");
    argv.addAll(List.of(command));
    return argv;
  }

  /** A file of the container, copied to here. */
  List<String> copy(Patient patient, String from, Path to) {
    return with("cp", patient.name() + ":" + from, to.toString());
  }

  List<String> with(String... arguments) {
    List<String> argv = new ArrayList<>(program);
    argv.addAll(List.of("-n", Patient.NAMESPACE));
    argv.addAll(List.of(arguments));
    return argv;
  }

  private boolean speaksWebSocket(Patient patient) {
    try {
      return protocol(patient).startsWith("WebSocket");
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The names are equally long, so that nothing else in the program moves. */
  private static void offerFourth(Path copy) throws IOException, InterruptedException {
    Path original = Path.of(Command.text(List.of("sh", "-c", "command -v kubectl")));
    String bytes = Files.readString(original, StandardCharsets.ISO_8859_1);
    Files.writeString(copy, bytes.replace(FIFTH, FOURTH), StandardCharsets.ISO_8859_1);
    copy.toFile().setExecutable(true);
  }
}
