package io.selfheal.evidence.capture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogTailTest {
  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "abcd, abcd",
    "'a\nbc\n', 'a\nbc\n'",
    "'0123456789', '0123456789'",
    "'x\n0123456789', '0123456789'",
    "'xx\n012345\n789', '012345\n789'",
    "'xxxx\n0123\n789', '0123\n789'",
    "'xxxxxxxxxxxxxx', 'xxxxxxxxxx'",
    "'xxxxxxxxxxxxx\n', 'xxxxxxxxx\n'",
  })
  void ten_bytes_are_kept_from_the_beginning_of_a_line_on(String log, String kept) {
    for (int atOnce = 1; atOnce < 20; atOnce++) {
      assertEquals(kept, tail(10, log, atOnce), "in pieces of " + atOnce);
    }
  }

  @Test
  void whatever_the_pieces_it_is_the_longest_end_that_begins_a_line() {
    Random random = new Random(7);
    for (int round = 0; round < 2_000; round++) {
      String log = randomLog(random);
      int most = 1 + random.nextInt(40);
      assertEquals(expected(log, most), tail(most, log, 1 + random.nextInt(30)), log);
    }
  }

  private static String randomLog(Random random) {
    StringBuilder log = new StringBuilder();
    for (int i = random.nextInt(120); i > 0; i--) {
      log.append(random.nextInt(9) == 0 ? '\n' : (char) ('a' + random.nextInt(26)));
    }
    return log.toString();
  }

  private static String expected(String log, int most) {
    int first = Math.max(0, log.length() - most);
    for (int start = first; start < log.length(); start++) {
      if (start == 0 || log.charAt(start - 1) == '\n') {
        return log.substring(start);
      }
    }
    return log.substring(first);
  }

  private static String tail(int most, String log, int atOnce) {
    LogTail tail = new LogTail(most);
    byte[] bytes = log.getBytes(UTF_8);
    for (int from = 0; from < bytes.length; from += atOnce) {
      tail.accept(ByteBuffer.wrap(bytes, from, Math.min(atOnce, bytes.length - from)));
    }
    return UTF_8.decode(tail.bytes()).toString();
  }
}
