package io.selfheal.evidence.jcmd;

import io.selfheal.evidence.Pause;
import io.selfheal.evidence.capture.CaptureFailure;
import io.selfheal.evidence.capture.SpoolSink;
import io.selfheal.kubernetes.ByteSink;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The way on which files come out of pods. All of it leads through the API server and the
 * responder's own network, so that one speed will do for all pods: the rate of the last transfers,
 * or what a short probe tells.
 */
final class Link {
  private static final int PROBE = 16 << 20;
  private static final Duration PROBE_TIME = Duration.ofSeconds(2);

  /** Less is mostly latency. */
  private static final long TELLING = 1 << 20;

  private final Duration timeout;
  private final Clock clock;
  private final Pause pause;
  private final AtomicLong bytesPerSecond = new AtomicLong();

  /**
   * @param timeout for one file to come over
   */
  Link(Duration timeout, Clock clock, Pause pause) {
    this.timeout = timeout;
    this.clock = clock;
    this.pause = pause;
  }

  /** For one file, from now on. */
  Attempts attempts() {
    return Attempts.within(timeout, clock, pause);
  }

  /** In bytes a second. Where nothing is known yet, zeros are brought over for up to 2 s. */
  OptionalLong speed(Commands commands) throws InterruptedException {
    if (bytesPerSecond.get() == 0) {
      probe(commands);
    }
    long known = bytesPerSecond.get();
    return known > 0 ? OptionalLong.of(known) : OptionalLong.empty();
  }

  /** Reads, and takes note of how long that took. */
  void read(PodFileReader file, SpoolSink sink) throws CaptureFailure, InterruptedException {
    Instant begun = clock.instant();
    file.into(sink);
    measured(sink.bytes(), Duration.between(begun, clock.instant()));
  }

  /** The newest counts for half. */
  private void measured(long bytes, Duration took) {
    if (bytes >= TELLING && took.toMillis() > 0) {
      long rate = bytes * 1_000 / took.toMillis();
      bytesPerSecond.updateAndGet(known -> known == 0 ? rate : (known + rate) / 2);
    }
  }

  private void probe(Commands commands) throws InterruptedException {
    Probe probe = new Probe();
    try {
      List<String> zeros = List.of("head", "-c", Integer.toString(PROBE), "/dev/zero");
      commands.stream(zeros, PROBE_TIME, probe);
    } catch (CaptureFailure slow) {
      // What came until then tells as much.
    }
    probe.first.ifPresent(first -> measured(probe.bytes, Duration.between(first, probe.last)));
  }

  /** From the first byte to the last: how long the command took to start is no speed. */
  private final class Probe implements ByteSink {
    private Optional<Instant> first = Optional.empty();
    private Instant last = Instant.EPOCH;
    private long bytes;

    @Override
    public void accept(ByteBuffer next) {
      last = clock.instant();
      first = first.or(() -> Optional.of(last));
      bytes += next.remaining();
      next.position(next.limit());
    }
  }
}
