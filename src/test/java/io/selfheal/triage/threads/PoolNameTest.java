package io.selfheal.triage.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoolNameTest {
  @ParameterizedTest
  @CsvSource({
    "http-nio-8080-exec-12, http-nio-8080-exec-#",
    "pool-1-thread-3, pool-1-thread-#",
    "worker-7-io, worker-#-io",
    "main, main",
    "'', ''"
  })
  void the_last_number_counts_the_threads(String name, String pool) {
    assertEquals(pool, PoolName.of(name));
  }

  @Test
  void pools_made_one_after_the_other_are_of_one_family() {
    assertEquals("pool-#-thread-#", PoolName.family("pool-12-thread-3"));
    assertEquals(
        "pool-#-thread-1", PoolName.common(List.of("pool-1-thread-1", "pool-22-thread-1")));
    assertEquals("n$1-#", PoolName.common(List.of("n$1-1", "n$1-2")));
  }
}
