package io.selfheal.sandbox;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code sandbox}: the whole service on this machine. */
@Command(
    name = "sandbox",
    description = "The whole service on this machine, with real JVMs for pods.")
public final class SandboxCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    return 0;
  }
}
