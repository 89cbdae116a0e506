package io.selfheal.triage.heap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThreadNameTest {
  @ParameterizedTest
  @CsvSource({
    "http-nio-8080-exec-12, http-nio-8080-exec-12",
    "mail to ann.lee@example.com, mail to ***",
    "card 4111111111111111, card ***",
    "job eyJhbGciOiJIUzI1NiJ9abc, job ***",
    "token=abc, token=***",
  })
  void what_may_be_a_secret_is_masked(String name, String shown) {
    assertEquals(shown, ThreadName.shown(name));
  }
}
