package io.selfheal.triage.corpus;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** An index that is mapped is no leak; what it read of it and keeps on the heap is one. */
final class MappedSegments {
  private static final int SEGMENTS = 64;
  private static final int SEGMENT = 2 << 20;

  private static final class Index {
    private static final Index OPEN = new Index();
    private final List<MappedByteBuffer> segments = new ArrayList<>();
    private final List<byte[]> read = new ArrayList<>();
  }

  private MappedSegments() {}

  public static void main(String[] args) throws Exception {
    boolean sick = CorpusProgram.sick(args);
    Path file = Files.createTempFile("corpus", ".index");
    map(file);
    Files.delete(file);
    for (MappedByteBuffer segment : Index.OPEN.segments) {
      byte[] bytes = new byte[SEGMENT / 2];
      segment.get(0, bytes);
      if (sick) {
        Index.OPEN.read.add(bytes);
      }
    }
    CorpusProgram.ready();
  }

  private static void map(Path file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      for (long i = 0; i < SEGMENTS; i++) {
        Index.OPEN.segments.add(channel.map(MapMode.READ_WRITE, i * SEGMENT, SEGMENT));
      }
    }
  }
}
