package io.selfheal.evidence.jcmd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.selfheal.evidence.SpoolFile;
import io.selfheal.evidence.capture.SpoolSink;
import io.selfheal.evidence.capture.StructureCheck;
import io.selfheal.kubernetes.ClusterException;
import io.selfheal.kubernetes.ExecResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Each look at this clock is a second later than the one before; a transfer takes two. */
class LinkTest {
  private static final int MIB = 1 << 20;

  private final ScriptedCluster cluster = new ScriptedCluster();
  private final Commands commands = new Commands(cluster, Scene.TARGET);
  private final Link link = new Link(Duration.ofMinutes(5), new Ticking(), length -> {});

  @Test
  void a_transfer_tells_its_speed_and_the_newest_counts_for_half() throws Exception {
    transfer(8 * MIB);
    assertEquals(OptionalLong.of(4 * MIB), link.speed(commands));
    transfer(4 * MIB);
    assertEquals(OptionalLong.of(3 * MIB), link.speed(commands));
    assertFalse(cluster.ran("head"), "what is known is not asked for");
  }

  @Test
  void a_small_file_tells_nothing() throws Exception {
    transfer(1_000);
    assertEquals(OptionalLong.empty(), link.speed(commands));
  }

  @Test
  void where_the_probe_cannot_be_made_nothing_is_known() throws Exception {
    assertEquals(OptionalLong.empty(), link.speed(commands));
    cluster.breaks("head", ClusterException.Reason.TIMEOUT);
    assertEquals(OptionalLong.empty(), link.speed(commands));
  }

  private void transfer(int bytes) throws Exception {
    cluster.on("cat", request -> new ExecResult(0, "0".repeat(bytes), ""));
    PodFile file = new PodFile(commands, "", "/tmp/x");
    SpoolFile spooled = new MemorySpool().create("inc-1", "x");
    try (SpoolSink sink = new SpoolSink(spooled, StructureCheck.NONE)) {
      link.read(new PodFileReader(file, Optional.empty(), link.attempts()), sink);
    }
  }

  private static final class Ticking extends Clock {
    private Instant now = Instant.EPOCH;

    @Override
    public Instant instant() {
      now = now.plusSeconds(1);
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
