package io.selfheal.triage.heap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.selfheal.triage.hprof.DumpBytes;
import io.selfheal.triage.hprof.HprofReader;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MillionNamesTest {
  @TempDir Path folder;

  /** Counts a dump with so many names as the largest of services has. */
  static final class Counting {
    private static final int BATCH = 1_000;
    private static final int BATCHES = 1_000;
    private static final int FILE_HEADER = 31;
    private static final long CLASS = 0x1000;

    private Counting() {}

    public static void main(String[] args) throws IOException {
      HistogramPass pass = new HistogramPass();
      HprofReader.read(new SequenceInputStream(parts()), pass);
      System.out.print(pass.histogram().of("shop.Order").orElseThrow().instances());
    }

    @SuppressWarnings("JdkObsolete")
    private static Enumeration<InputStream> parts() {
      var indexes =
          Collections.enumeration(
              java.util.stream.IntStream.rangeClosed(0, BATCHES).boxed().toList());
      return new Enumeration<>() {
        @Override
        public boolean hasMoreElements() {
          return indexes.hasMoreElements();
        }

        @Override
        public InputStream nextElement() {
          return new ByteArrayInputStream(part(indexes.nextElement()));
        }
      };
    }

    private static byte[] part(int index) {
      DumpBytes dump = new DumpBytes(8);
      if (index == BATCHES) {
        objects(dump);
      } else {
        names(dump, index);
      }
      return index == 0
          ? dump.toBytes()
          : Arrays.copyOfRange(dump.toBytes(), FILE_HEADER, dump.toBytes().length);
    }

    private static void names(DumpBytes dump, int index) {
      for (int i = 0; i < BATCH; i++) {
        long id = index * (long) BATCH + i;
        dump.symbol(0x7F00_0000_0000L + id * 32, "aMethodOfAClass" + id);
      }
    }

    private static void objects(DumpBytes dump) {
      dump.symbol(1, "shop/Order").loadClass(1, CLASS, 1);
      dump.segment(
              o -> {
                dump.classDump(o, CLASS, 0);
                dump.instance(o, 0x2000, CLASS);
              })
          .end();
    }
  }

  @Test
  void a_million_names_fit_into_64_mebibytes() throws Exception {
    File out = folder.resolve("out").toFile();
    Process counting =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Counting.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(out)
            .start();
    counting.waitFor();
    assertEquals("1", Files.readString(out.toPath()));
  }
}
