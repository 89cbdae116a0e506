package io.selfheal.evidence.jcmd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HprofCheckTest {
  private static final long SEED = 20261121;
  private static final byte[] NONE = {};

  @Test
  void a_whole_dump_is_whole_however_it_is_cut_into_pieces() {
    Random random = new Random(SEED);
    for (int round = 0; round < 200; round++) {
      byte[] dump = HprofBytes.random(random).bytes();
      assertEquals(Optional.empty(), inPieces(dump, random), "round " + round);
    }
  }

  @Test
  void a_whole_dump_is_whole_byte_by_byte() {
    HprofCheck check = new HprofCheck();
    for (byte next : HprofBytes.random(new Random(SEED)).bytes()) {
      check.accept(ByteBuffer.wrap(new byte[] {next}));
    }
    assertEquals(Optional.empty(), check.problem());
  }

  @Test
  void every_truncation_is_found() {
    byte[] dump = HprofBytes.random(new Random(SEED)).bytes();
    for (int length = 0; length < dump.length; length++) {
      assertTrue(atOnce(Arrays.copyOf(dump, length)).isPresent(), "cut at " + length);
    }
  }

  @Test
  void a_cut_at_the_edge_of_a_record_is_found_in_pieces_too() {
    Random random = new Random(SEED);
    HprofBytes dump = HprofBytes.random(random);
    for (int edge : dump.edges().subList(0, dump.edges().size() - 1)) {
      for (int off = -1; off <= 1; off++) {
        byte[] cut = Arrays.copyOf(dump.bytes(), edge + off);
        assertTrue(inPieces(cut, random).isPresent(), "cut at " + (edge + off));
      }
    }
  }

  @Test
  void a_byte_lost_in_the_middle_is_found() {
    byte[] dump = HprofBytes.random(new Random(SEED)).bytes();
    byte[] lost = new byte[dump.length - 1];
    System.arraycopy(dump, 0, lost, 0, 100);
    System.arraycopy(dump, 101, lost, 100, lost.length - 100);
    assertTrue(atOnce(lost).isPresent());
  }

  @Test
  void bytes_after_the_end_record_are_found() {
    byte[] dump = HprofBytes.random(new Random(SEED)).bytes();
    for (int extra : new int[] {1, 8, 9, 100}) {
      byte[] longer = Arrays.copyOf(dump, dump.length + extra);
      assertTrue(atOnce(longer).isPresent(), extra + " bytes more");
    }
  }

  @Test
  void a_second_end_record_is_found() {
    byte[] twice =
        new HprofBytes()
            .header("JAVA PROFILE 1.0.2\0", 8)
            .record(0x2C, NONE)
            .record(0x2C, NONE)
            .bytes();
    assertTrue(atOnce(twice).isPresent());
  }

  @Test
  void garbage_is_no_dump() {
    Random random = new Random(SEED);
    for (int round = 0; round < 200; round++) {
      byte[] garbage = new byte[random.nextInt(2000)];
      random.nextBytes(garbage);
      assertTrue(inPieces(garbage, random).isPresent(), "round " + round);
    }
  }

  @Test
  void another_header_or_size_of_ids_is_no_dump() {
    byte[] gzip = {0x1f, (byte) 0x8b, 8, 0};
    byte[] ids = new HprofBytes().header("JAVA PROFILE 1.0.2\0", 3).record(0x2C, NONE).bytes();
    byte[] magic = new HprofBytes().header("JAVA PROFILE 2.0.2\0", 8).record(0x2C, NONE).bytes();
    assertTrue(atOnce(gzip).isPresent());
    assertTrue(atOnce(ids).isPresent());
    assertTrue(atOnce(magic).isPresent());
  }

  @Test
  void a_record_longer_than_two_gibibytes_is_waited_for() {
    HprofCheck check = new HprofCheck();
    check.accept(ByteBuffer.wrap(new HprofBytes().header("JAVA PROFILE 1.0.2\0", 8).bytes()));
    check.accept(ByteBuffer.wrap(new byte[] {0x1C, 0, 0, 0, 0, -1, -1, -1, -1}));
    ByteBuffer megabyte = ByteBuffer.allocate(1 << 20);
    for (int i = 0; i < 4096; i++) {
      check.accept(megabyte.clear().limit(i == 4095 ? (1 << 20) - 1 : 1 << 20));
    }
    check.accept(ByteBuffer.wrap(new byte[] {0x2C, 0, 0, 0, 0, 0, 0, 0, 0}));
    assertEquals(Optional.empty(), check.problem());
  }

  private static Optional<String> atOnce(byte[] bytes) {
    HprofCheck check = new HprofCheck();
    check.accept(ByteBuffer.wrap(bytes).asReadOnlyBuffer());
    return check.problem();
  }

  private static Optional<String> inPieces(byte[] bytes, Random random) {
    HprofCheck check = new HprofCheck();
    ByteBuffer left = ByteBuffer.wrap(bytes);
    while (left.hasRemaining()) {
      int length = Math.min(left.remaining(), random.nextInt(40));
      check.accept(left.slice(left.position(), length));
      left.position(left.position() + length);
    }
    return check.problem();
  }
}
