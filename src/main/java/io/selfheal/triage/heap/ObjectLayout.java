package io.selfheal.triage.heap;

import io.selfheal.triage.hprof.BasicType;
import io.selfheal.triage.hprof.HprofClass;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How HotSpot lays objects out (fieldLayoutBuilder.cpp, JDK 15 and newer): a dump does not say, but
 * the distance from one array to its neighbour does.
 */
enum ObjectLayout {
  COMPRESSED(12, 16, 4),
  /** The compact headers of JDK 24 and newer; a JVM of 32 bits too. */
  COMPACT(8, 12, 4),
  /** Heaps of 32 GiB and more. */
  WIDE_REFERENCES(12, 16, 8),
  WIDE(16, 24, 8);

  private static final int ALIGNMENT = 8;

  private final int header;
  private final int arrayHeader;
  private final int reference;

  ObjectLayout(int header, int arrayHeader, int reference) {
    this.header = header;
    this.arrayHeader = arrayHeader;
    this.reference = reference;
  }

  /** In bytes. */
  long array(BasicType element, int count) {
    return aligned(arrayHeader + (long) count * element.bytes(reference));
  }

  /**
   * In bytes.
   *
   * @param classes of an instance, the uppermost first
   */
  long instance(List<HprofClass> classes) {
    Gaps gaps = new Gaps(header);
    for (HprofClass each : classes) {
      each.fields().stream()
          .map(HprofClass.Field::type)
          .sorted(Comparator.comparing(this::isReference).thenComparing(this::backwards))
          .forEach(type -> gaps.place(type.bytes(reference)));
    }
    return aligned(gaps.end);
  }

  private boolean isReference(BasicType type) {
    return type == BasicType.OBJECT;
  }

  private int backwards(BasicType type) {
    return -type.bytes(reference);
  }

  private static long aligned(long bytes) {
    return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  /** Fields go into the smallest gap that takes them, or behind all the others. */
  private static final class Gaps {
    private record Gap(int begin, int end) {
      boolean takes(int bytes) {
        return fitting(begin, bytes) + bytes <= end;
      }

      int length() {
        return end - begin;
      }
    }

    private final List<Gap> gaps = new ArrayList<>();
    private int end;

    Gaps(int end) {
      this.end = end;
    }

    void place(int bytes) {
      gaps.stream()
          .filter(gap -> gap.takes(bytes))
          .min(Comparator.comparingInt(Gap::length))
          .ifPresentOrElse(gap -> fill(gap, bytes), () -> append(bytes));
    }

    private void append(int bytes) {
      int begin = fitting(end, bytes);
      leave(end, begin);
      end = begin + bytes;
    }

    private void fill(Gap gap, int bytes) {
      gaps.remove(gap);
      int begin = fitting(gap.begin(), bytes);
      leave(gap.begin(), begin);
      leave(begin + bytes, gap.end());
    }

    private void leave(int from, int to) {
      if (from < to) {
        gaps.add(new Gap(from, to));
      }
    }

    private static int fitting(int from, int bytes) {
      return (from + bytes - 1) / bytes * bytes;
    }
  }
}
