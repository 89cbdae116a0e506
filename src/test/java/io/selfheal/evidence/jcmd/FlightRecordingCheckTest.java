package io.selfheal.evidence.jcmd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlightRecordingCheckTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 7, 100, 1_000})
  void two_chunks_are_whole_in_pieces_of_any_size(int piece) {
    assertEquals(Optional.empty(), problem(chunks(80, 300), piece));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 16, 79, 81, 90, 379})
  void what_is_cut_anywhere_but_between_chunks_is_not_whole(int length) {
    byte[] whole = chunks(80, 300);
    byte[] cut = ByteBuffer.allocate(length).put(whole, 0, length).array();
    assertTrue(problem(cut, 50).orElseThrow().contains("in the middle of a chunk"));
  }

  @Test
  void what_follows_a_chunk_must_be_another_one() {
    byte[] bytes = chunks(80, 300);
    bytes[80] = 'G';
    assertTrue(problem(bytes, 50).orElseThrow().contains("near byte 80"));
  }

  @Test
  void a_chunk_that_tells_no_length_is_damage() {
    byte[] bytes = chunks(80);
    ByteBuffer.wrap(bytes).putLong(8, 0);
    assertTrue(problem(bytes, 50).orElseThrow().contains("no chunk"));
  }

  private static Optional<String> problem(byte[] bytes, int piece) {
    try (FlightRecordingCheck check = new FlightRecordingCheck()) {
      for (int from = 0; from < bytes.length; from += piece) {
        check.accept(ByteBuffer.wrap(bytes, from, Math.min(piece, bytes.length - from)));
      }
      return check.problem();
    }
  }

  private static byte[] chunks(int... lengths) {
    ByteBuffer bytes = ByteBuffer.allocate(java.util.stream.IntStream.of(lengths).sum());
    for (int length : lengths) {
      bytes
          .put(new byte[] {'F', 'L', 'R', 0, 0, 2, 0, 1})
          .putLong(length)
          .put(new byte[length - 16]);
    }
    return bytes.array();
  }
}
