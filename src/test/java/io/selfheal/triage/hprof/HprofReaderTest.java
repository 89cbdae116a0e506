package io.selfheal.triage.hprof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HprofReaderTest {
  private static final long SEED = 20261126;
  private static final long CLASS = 0x1000;
  private static final int HUGE = 0xFFFF_FFF0;

  @ParameterizedTest
  @ValueSource(ints = {4, 8})
  void ids_of_both_sizes_are_read(int idSize) throws IOException {
    assertEquals(
        List.of("symbol", "class", "instance 1008 of 1000", "array 1010 of 5"),
        heard(whole(idSize).toBytes()));
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 8})
  void every_truncation_is_found(int idSize) {
    byte[] dump = whole(idSize).toBytes();
    for (int length = 0; length < dump.length; length++) {
      byte[] cut = Arrays.copyOf(dump, length);
      assertThrows(HprofException.class, () -> heard(cut), "cut at " + length);
    }
  }

  @Test
  void damage_is_told_with_its_place() {
    byte[] dump = whole(8).record(0x77, o -> {}).end().toBytes();
    HprofException damage = assertThrows(HprofException.class, () -> heard(dump));
    assertEquals(whole(8).toBytes().length, damage.offset());
    byte[] unknown = new DumpBytes(8).segment(o -> o.writeByte(0x66)).end().toBytes();
    HprofException other = assertThrows(HprofException.class, () -> heard(unknown));
    assertTrue(other.getMessage().contains("near byte 41 "), other.getMessage());
  }

  @ParameterizedTest
  @ValueSource(ints = {0x21, 0x22, 0x23})
  void a_length_beyond_the_record_is_refused_before_anything_is_read(int tag) {
    byte[] dump =
        new DumpBytes(8)
            .segment(
                o -> {
                  o.writeByte(tag);
                  o.writeLong(CLASS);
                  o.writeInt(0);
                  o.writeInt(HUGE);
                  o.writeInt(HUGE);
                  o.write(new byte[64]);
                })
            .toBytes();
    assertThrows(HprofException.class, () -> heard(dump));
  }

  @Test
  void a_trace_of_four_milliards_of_frames_takes_no_memory() {
    byte[] dump =
        new DumpBytes(8)
            .record(
                0x05,
                HUGE,
                o -> {
                  o.writeInt(1);
                  o.writeInt(1);
                  o.writeInt(0x1FFF_FFFC);
                })
            .toBytes();
    assertThrows(HprofException.class, () -> heard(dump));
  }

  @Test
  void a_class_that_reaches_beyond_its_segment_is_refused() {
    byte[] dump =
        new DumpBytes(8)
            .record(
                0x1C,
                40,
                o -> {
                  o.writeByte(0x20);
                  o.write(new byte[200]);
                })
            .end()
            .toBytes();
    assertThrows(HprofException.class, () -> heard(dump));
  }

  @Test
  void whatever_bytes_are_changed_it_ends() {
    Random random = new Random(SEED);
    byte[] dump = whole(8).toBytes();
    for (int round = 0; round < 20_000; round++) {
      byte[] changed = dump.clone();
      for (int i = 0; i < 1 + round % 3; i++) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      }
      try {
        assertTrue(heard(changed).size() < 100);
      } catch (IOException e) {
        assertTrue(e.getMessage().contains("Cannot read the heap dump"), e::getMessage);
      }
    }
  }

  @Test
  void it_matters_not_in_which_pieces_the_bytes_come() throws IOException {
    byte[] dump = whole(8).toBytes();
    List<String> heard = new ArrayList<>();
    HprofReader.read(dripping(dump), listener(heard));
    assertEquals(heard(dump), heard);
  }

  private static InputStream dripping(byte[] bytes) {
    return new ByteArrayInputStream(bytes) {
      @Override
      public synchronized int read(byte[] into, int from, int length) {
        return super.read(into, from, Math.min(1, length));
      }
    };
  }

  private static DumpBytes whole(int idSize) {
    DumpBytes dump = new DumpBytes(idSize).symbol(1, "a name");
    return dump.segment(
            o -> {
              dump.classDump(o, CLASS, 0, 1);
              dump.instance(o, 0x1008, CLASS, 0x1010);
              dump.bytes(o, 0x1010, 5);
            })
        .end();
  }

  private static List<String> heard(byte[] dump) throws IOException {
    List<String> heard = new ArrayList<>();
    HprofReader.read(new ByteArrayInputStream(dump), listener(heard));
    return heard;
  }

  private static HprofVisitor listener(List<String> heard) {
    return new HprofVisitor() {
      @Override
      public void symbol(long id, int length, HprofInput in) {
        heard.add("symbol");
      }

      @Override
      public void classDump(HprofClass found) {
        heard.add("class");
      }

      @Override
      public void instance(long id, long classId, int length, HprofInput in) throws IOException {
        heard.add("instance %x of %x".formatted(id, classId));
      }

      @Override
      public void primitiveArray(long id, BasicType type, int count, HprofInput in) {
        heard.add("array %x of %d".formatted(id, count));
      }
    };
  }
}
