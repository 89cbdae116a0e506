package io.selfheal.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.selfheal.doctor.Finding.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class DoctorTest {
  private static final Duration SOON = Duration.ofMillis(20);
  private static final Duration NEVER = Duration.ofMinutes(5);

  private final List<Finding> heard = new ArrayList<>();

  private interface Look {
    List<Finding> look() throws InterruptedException;
  }

  private record Scripted(String check, Look look) implements Examination {
    @Override
    public List<Finding> findings() throws InterruptedException {
      return look.look();
    }
  }

  @Test
  void an_examination_that_hangs_fails_and_ends_no_other() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch cutOff = new CountDownLatch(1);
    examine(SOON, new Scripted("hangs", () -> hang(never, cutOff)));
    examine(NEVER, well());
    cutOff.await();
    assertEquals(State.FAILED, heard.get(0).state());
    assertEquals("No answer within 20 ms", heard.get(0).detail());
    assertEquals(Finding.ok("well", "It is"), heard.get(1));
  }

  @Test
  void a_surprise_fails_without_its_words_and_ends_no_other() throws Exception {
    Look surprise =
        () -> {
          throw new IllegalStateException("xoxb-hush");
        };
    examine(NEVER, new Scripted("surprises", surprise), well());
    Finding expected =
        Finding.failed(
            "surprises", "Cannot look at it: IllegalStateException", "please report this as a bug");
    assertEquals(List.of(expected, Finding.ok("well", "It is")), heard);
  }

  @Test
  void one_of_our_messages_ends_with_the_mend() {
    Finding finding = Finding.failed("x", "Cannot see it: it is dark; and cold; light a lamp");
    assertEquals("Cannot see it: it is dark; and cold", finding.detail());
    assertEquals("light a lamp", finding.mend());
  }

  private static List<Finding> hang(CountDownLatch never, CountDownLatch cutOff)
      throws InterruptedException {
    try {
      never.await();
      return List.of();
    } finally {
      cutOff.countDown();
    }
  }

  private static Examination well() {
    return new Scripted("well", () -> List.of(Finding.ok("well", "It is")));
  }

  private void examine(Duration deadline, Examination... examinations) throws InterruptedException {
    new Doctor(List.of(examinations), deadline).examine(heard::add);
  }
}
