package io.selfheal.triage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = true,
      value = {
        "worker-f81d4fae-7dec-11d0-a765-00a0c91e6bf6 | worker-***",
        "session eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl | session ***",
        "mail to jane.doe+x@shop.example.com failed | mail to *** failed",
        "card 4111111111111111 refused | card *** refused",
        "card 4111 1111 1111 1111 refused | card *** refused",
        "card 4111-1111-1111-1111 refused | card *** refused",
        "customer-123456789 | customer-***",
        "call +49 170 1234567 back | call *** back",
        "iban DE89370400440532013000 | iban ***",
        "jdbc:postgresql://app:hunter2@db:5432/shop | jdbc:postgresql://***@db:5432/shop",
        "GET https://shop.example/pay?card=1&cvc=2 | GET https://shop.example/pay?***",
        "GET https://shop.example/pay#access=abc | GET https://shop.example/pay?***",
        "dbPassword=hunter2, retrying | dbPassword=***, retrying",
        "password: hunter2 | password: ***",
        "{\"api_key\":\"hunter2 and more\",\"n\":1} | {\"api_key\":***,\"n\":1}",
        "client.secret = 'hunter two' | client.secret = ***",
        "Authorization: Basic aHVudGVyMjpodW50ZXIy | Authorization: *** ***",
        "sent Bearer abcdefgh.ijkl | sent Bearer ***",
        "AKIAIOSFODNN7EXAMPLE | ***",
        "push by ghp_16C7e42F292c6912E7710c838347Ae178B4a | push by ***",
        "slack xoxb-2345678901-abcdefghij | slack ***",
        "key AIzaSyD-9tSrke72PouQMnMX-a7eZSW0jkFMBWY | key ***",
        "aws wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY | aws ***",
        "trace 4bf92f3577b34da6a3ce929d0e0e4736 | trace ***",
        "nonce dGhpcyBpcyBub3QgYSBuYW1lIQ== | nonce ***",
        "pool-k3j9x2m5n8p1q7r4s6 | pool-***",
        "-----BEGIN RSA PRIVATE KEY-----MIIE | ***",
        "DB_PASS=hunter2 | DB_PASS=***",
        "AccountKey=abcDEF12 | AccountKey=***",
        "SECRET_KEY_BASE: abc | SECRET_KEY_BASE: ***",
        "token=\"a\\\"b c\" d | token=*** d",
        "mongodb://u:p@ss@host/db | mongodb://***@host/db",
        "Set-Cookie: a=b; c=d | Set-Cookie: ***",
        "https://hooks.slack.com/services/T0/B0/X | https://hooks.slack.com/services/***",
        "user%40example.com | ***",
        "ya29.a0AfH6SMBxyz_abc-def | ***",
        "session-a1b2-c3d4-e5f6-a7b8-c9d0-e1f2 | session-***",
      })
  void what_looks_like_a_secret_is_masked(String line, String masked) {
    assertEquals(masked, Mask.of(line));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http-nio-8080-exec-12",
        "Order$1",
        "com.shop.OrderCache.CACHE",
        "ForkJoinPool-1-worker-13",
        "ForkJoinPool.commonPool-worker-1",
        "HikariPool-1 connection adder",
        "kafka-coordinator-heartbeat-thread | order-group",
        "C2 CompilerThread0",
        "G1 Conc#0",
        "AsyncHttpClient-timer-7-1",
        "SimpleAsyncTaskExecutor-1",
        "RMI TCP Connection(1)-127.0.0.1",
        "java.util.concurrent.ThreadPoolExecutor$Worker.run",
        "org.springframework.web.servlet.FrameworkServlet$$EnhancerBySpringCGLIB$$8e1f2a3b",
        "com.shop.AbstractTransactionalDataSourceSpringContextTests2",
        "com.shop.Leaky$$Lambda$14/0x0000000800c03000",
        "java.util.concurrent.locks.ReentrantLock$NonfairSync@1b2c3d4e",
        "java.base@17.0.15/java.lang.Thread.run",
        "locked <0x00000000fff8a3c0>",
        "[Lcom.shop.Order;",
        "[B",
        "shop/orders-7d9f8b6c5d-x2x9k",
        "thread-dump-1.txt: 198 % CPU over 1.0 s",
        "187,614 instances, 1,234,567,890 bytes, 78.3 % of the heap",
        "log.txt: the last at 2026-11-26T16:54:40.123Z",
        "192.168.17.255:5432 refuses",
        "TokenCache.tokens holds 5,000 objects",
        "io.jsonwebtoken.ExpiredJwtException",
        "MD5WithRSAEncryptionSHA256Factory",
        "bypass: the second of 3",
      })
  void an_ordinary_name_stays_readable(String line) {
    assertEquals(line, Mask.of(line));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password=hunter2",
        "Authorization: Bearer abcdefgh.ijkl",
        "https://a:b@shop/pay?x=1",
        "token: \"a b\""
      })
  void once_more_changes_nothing(String line) {
    assertEquals(Mask.of(line), Mask.of(Mask.of(line)));
  }

  @Test
  void nothing_in_a_name_moves_a_cursor_or_turns_the_text() {
    assertEquals("pool?[2J-1??", Mask.of("pool\u001b[2J-1\n\u202e"));
  }

  @Test
  void a_name_of_a_megabyte_is_cut_and_costs_little() {
    String masked =
        assertTimeoutPreemptively(
            Duration.ofSeconds(20), () -> Mask.of("password" + "a-@.:/ ".repeat(150_000)));
    assertTrue(masked.length() < 5_000, masked);
  }
}
