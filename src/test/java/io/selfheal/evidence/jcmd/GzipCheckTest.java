package io.selfheal.evidence.jcmd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.evidence.capture.StructureCheck;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GzipCheckTest {
  private static final long SEED = 20261126;
  private static final int MEMBER = 300;

  private final Random random = new Random(SEED);

  @Test
  void a_whole_dump_is_whole_however_it_is_cut_into_pieces() {
    for (int round = 0; round < 200; round++) {
      byte[] dump = HprofBytes.random(random).bytes();
      byte[] gzip = Gzip.inMembers(dump, 1 + random.nextInt(2 * dump.length));
      Outcome outcome = inPieces(gzip);
      assertEquals(Optional.empty(), outcome.problem, "round " + round);
      assertEquals(ByteBuffer.wrap(dump), outcome.inflated);
    }
  }

  @Test
  void a_member_much_larger_than_any_buffer_comes_out_whole() {
    byte[] large = new byte[3 << 20];
    random.nextBytes(large);
    Arrays.fill(large, 0, 2 << 20, (byte) 7);
    assertEquals(ByteBuffer.wrap(large), inPieces(Gzip.inMembers(large, large.length)).inflated);
    assertEquals(ByteBuffer.wrap(large), atOnce(Gzip.inMembers(large, large.length)).inflated);
  }

  @Test
  void every_truncation_is_found() {
    byte[] gzip = Gzip.inMembers(HprofBytes.random(random).bytes(), MEMBER);
    for (int length = 0; length < gzip.length; length++) {
      assertTrue(atOnce(Arrays.copyOf(gzip, length)).problem.isPresent(), "cut at byte " + length);
    }
  }

  @Test
  void every_byte_that_is_another_one_is_found_or_does_not_matter() {
    byte[] dump = HprofBytes.random(random).bytes();
    byte[] gzip = Gzip.inMembers(dump, MEMBER);
    for (int at = 0; at < gzip.length; at++) {
      byte[] spoilt = gzip.clone();
      spoilt[at] ^= (byte) (1 << random.nextInt(8));
      Outcome outcome = atOnce(spoilt);
      assertTrue(
          outcome.problem.isPresent() || outcome.inflated.equals(ByteBuffer.wrap(dump)),
          "byte " + at);
    }
  }

  @Test
  void a_member_that_is_missing_is_found_by_the_records() {
    byte[] dump = HprofBytes.random(random).bytes();
    byte[] first = Gzip.inMembers(Arrays.copyOf(dump, MEMBER), MEMBER);
    byte[] rest = Gzip.inMembers(Arrays.copyOfRange(dump, 2 * MEMBER, dump.length), MEMBER);
    ByteArrayOutputStream lacking = new ByteArrayOutputStream();
    lacking.writeBytes(first);
    lacking.writeBytes(rest);
    assertTrue(atOnce(lacking.toByteArray()).problem.isPresent());
  }

  @Test
  void bytes_after_the_last_member_are_found() {
    byte[] gzip = Gzip.inMembers(HprofBytes.random(random).bytes(), MEMBER);
    for (int extra : new int[] {1, 9, 10, 100}) {
      byte[] longer = Arrays.copyOf(gzip, gzip.length + extra);
      assertTrue(atOnce(longer).problem.isPresent(), extra + " bytes more");
    }
  }

  @Test
  void a_dump_that_is_not_compressed_is_no_gzip() {
    Outcome outcome = atOnce(HprofBytes.random(random).bytes());
    assertTrue(outcome.problem.orElseThrow().contains("no gzip header"), outcome.problem::get);
  }

  @Test
  void something_else_compressed_is_no_dump() {
    Outcome outcome = atOnce(Gzip.inMembers(new byte[1000], MEMBER));
    assertTrue(outcome.problem.orElseThrow().contains("heap dump"), outcome.problem::get);
  }

  private record Outcome(Optional<String> problem, ByteBuffer inflated) {}

  private Outcome atOnce(byte[] bytes) {
    return checked(bytes, bytes.length);
  }

  private Outcome inPieces(byte[] bytes) {
    return checked(bytes, 40);
  }

  private Outcome checked(byte[] bytes, int mostAtOnce) {
    ByteArrayOutputStream inflated = new ByteArrayOutputStream();
    HprofCheck hprof = new HprofCheck();
    StructureCheck both =
        new StructureCheck() {
          @Override
          public void accept(ByteBuffer next) {
            byte[] copy = new byte[next.remaining()];
            next.duplicate().get(copy);
            inflated.writeBytes(copy);
            hprof.accept(next);
          }

          @Override
          public Optional<String> problem() {
            return hprof.problem();
          }
        };
    try (GzipCheck check = new GzipCheck(both)) {
      ByteBuffer left = ByteBuffer.wrap(bytes).asReadOnlyBuffer();
      while (left.hasRemaining()) {
        int most = mostAtOnce == bytes.length ? mostAtOnce : 1 + random.nextInt(mostAtOnce);
        int length = Math.min(left.remaining(), most);
        check.accept(left.slice(left.position(), length));
        left.position(left.position() + length);
      }
      return new Outcome(check.problem(), ByteBuffer.wrap(inflated.toByteArray()));
    }
  }
}
