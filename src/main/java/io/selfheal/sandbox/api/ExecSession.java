package io.selfheal.sandbox.api;

import io.selfheal.sandbox.cluster.Exec;
import io.selfheal.sandbox.cluster.ExecRefusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;

/** One command, from the upgrade to the close. */
final class ExecSession {
  /** What starts the command in its container. */
  @FunctionalInterface
  interface Start {
    Exec start(List<String> argv) throws ExecRefusal;
  }

  private final ExecChannels channels;
  private final List<String> argv;
  private final Protocol protocol;
  private final Optional<Faults.ExecFault> fault;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile boolean silent;
  private volatile Optional<Exec> running = Optional.empty();

  ExecSession(
      ExecChannels channels,
      List<String> argv,
      Protocol protocol,
      Optional<Faults.ExecFault> fault) {
    this.channels = channels;
    this.argv = argv;
    this.protocol = protocol;
    this.fault = fault;
  }

  void run(Start start, Executor executor) {
    try {
      channels.begin();
      Exec exec = start.start(argv);
      running = Optional.of(exec);
      play(exec, executor);
    } catch (ExecRefusal e) {
      endQuietly(e);
    } catch (IOException e) {
      abandon();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      abandon();
    }
  }

  private void play(Exec exec, Executor executor) throws IOException, InterruptedException {
    CompletableFuture<Void> errors =
        CompletableFuture.runAsync(() -> pumpQuietly(exec.stderr()), executor);
    boolean whole = pump(exec.stdout());
    if (!whole && fault.orElseThrow().kind() != Faults.StreamFault.TRUNCATE) {
      breakOff(fault.get().kind());
      return;
    }
    if (!whole) {
      exec.stdout().transferTo(OutputStream.nullOutputStream());
    }
    errors.join();
    int exitCode = exec.waitFor();
    if (!silent) {
      channels.end(StatusBody.ended(exitCode, argv, protocol));
    }
  }

  private void breakOff(Faults.StreamFault kind) throws InterruptedException {
    if (kind == Faults.StreamFault.HANG) {
      closed.await();
    }
    cut();
  }

  /** As when the server ends: nothing is said any more. */
  void cut() {
    silent = true;
    channels.cut();
    abandon();
  }

  /**
   * @return false when a fault ended it early
   */
  private boolean pump(InputStream stdout) throws IOException {
    byte[] buffer = new byte[ExecChannels.MOST_BYTES];
    long left = fault.map(Faults.ExecFault::afterBytes).orElse(Long.MAX_VALUE);
    for (int count = stdout.read(buffer); count >= 0; count = stdout.read(buffer)) {
      int sent = (int) Math.min(count, left);
      channels.send(ExecChannels.STDOUT, buffer, sent);
      left -= sent;
      if (left == 0) {
        return false;
      }
    }
    return true;
  }

  private void pumpQuietly(InputStream stderr) {
    byte[] buffer = new byte[ExecChannels.MOST_BYTES];
    try {
      for (int count = stderr.read(buffer); count >= 0; count = stderr.read(buffer)) {
        channels.send(ExecChannels.STDERR, buffer, count);
      }
    } catch (IOException e) {
      abandon();
    }
  }

  private void endQuietly(ExecRefusal refusal) {
    try {
      channels.end(StatusBody.refused(refusal, protocol));
    } catch (IOException e) {
      abandon();
    }
  }

  /** The client is gone: what still runs for it ends too. */
  void abandon() {
    closed.countDown();
    running.ifPresent(Exec::kill);
  }
}
