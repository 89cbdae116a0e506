package io.selfheal.triage.heap;

import io.selfheal.triage.hprof.HprofInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The names in a dump, which come before anybody can know which of them are of classes and fields:
 * as bytes in blocks, some 45 bytes each. What can be neither (signatures) is left out, and so is
 * what comes after the largest number of them.
 */
final class Symbols {
  private static final int BLOCK = 1 << 18;
  private static final int MOST_BYTES = 40 << 20;
  private static final int MOST = 1_500_000;
  private static final int LONGEST = 1 << 10;

  private final LongIndex ids = new LongIndex();
  private final List<byte[]> blocks = new ArrayList<>();
  private final byte[] read = new byte[LONGEST];

  /** Of the name of a number its place: blocks are full but for the last. */
  private int[] places = new int[1 << 10];

  private int end;

  void add(long id, int length, HprofInput in) throws IOException {
    int kept = Math.min(length, LONGEST);
    if (ids.size() == MOST || end > MOST_BYTES) {
      return;
    }
    in.read(read, 0, kept);
    if (mayBeName(kept)) {
      int number = ids.add(id);
      if (number == places.length) {
        places = Arrays.copyOf(places, number + (number >> 1));
      }
      places[number] = end;
      write(kept);
    }
  }

  /** Empty where it is not known. */
  String name(long id) {
    int number = ids.find(id);
    return number == LongIndex.NONE ? "" : text(places[number]);
  }

  private boolean mayBeName(int length) {
    if (length == 0) {
      return false;
    }
    return read[0] != '(' && read[0] != '<' && (read[0] == '[' || !contains(length, ';'));
  }

  private boolean contains(int length, char sign) {
    for (int i = 0; i < length; i++) {
      if (read[i] == sign) {
        return true;
      }
    }
    return false;
  }

  private void write(int length) {
    put((byte) (length >> Byte.SIZE));
    put((byte) length);
    for (int i = 0; i < length; i++) {
      put(read[i]);
    }
  }

  private void put(byte value) {
    if (end % BLOCK == 0) {
      blocks.add(new byte[BLOCK]);
    }
    blocks.get(end / BLOCK)[end % BLOCK] = value;
    end++;
  }

  private String text(int place) {
    byte[] text = new byte[at(place) << Byte.SIZE | at(place + 1)];
    for (int i = 0; i < text.length; i++) {
      text[i] = (byte) at(place + 2 + i);
    }
    return new String(text, StandardCharsets.UTF_8);
  }

  private int at(int place) {
    return blocks.get(place / BLOCK)[place % BLOCK] & 0xFF;
  }
}
