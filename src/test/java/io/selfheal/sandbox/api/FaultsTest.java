package io.selfheal.sandbox.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.kubernetes.PodRef;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FaultsTest {
  private static final RecordedCluster WORLD = new RecordedCluster();
  private static PodRef pod;

  @BeforeAll
  static void start() throws Exception {
    pod = WORLD.bare("plain");
  }

  @AfterAll
  static void close() {
    WORLD.close();
  }

  @Test
  void the_next_calls_of_a_verb_fail_and_no_more() throws Exception {
    WORLD.server().faults().fail("get", "pods", 500, 2);
    assertEquals(List.of(500, 500, 200), Stream.of(1, 2, 3).map(i -> getPod()).toList());
  }

  @Test
  void a_cut_stream_ends_without_a_status_and_without_a_close_frame() throws Exception {
    WORLD.server().faults().breakExec("cat", Faults.StreamFault.CUT, 5);
    ExecCall call = WORLD.exec("plain", "cat", "/etc/passwd");
    assertEquals("root:", call.text(1));
    assertEquals("", call.text(3));
    assertEquals(1006, call.closeCode());
  }

  @Test
  void a_truncated_stream_says_success_all_the_same() throws Exception {
    WORLD.server().faults().breakExec("cat", Faults.StreamFault.TRUNCATE, 5);
    ExecCall call = WORLD.exec("plain", "cat", "/etc/passwd");
    assertEquals("root:", call.text(1));
    assertTrue(call.text(3).contains("Success"));
    assertEquals(1000, call.closeCode());
  }

  @Test
  void a_hanging_stream_neither_goes_on_nor_ends() throws Exception {
    WORLD.server().faults().breakExec("cat", Faults.StreamFault.HANG, 5);
    ExecCall call = ExecCall.open(WORLD.server(), pod.toString(), "cat", "/etc/passwd");
    call.awaitFrames(2);
    assertFalse(call.ended());
    call.hangUp();
  }

  @Test
  void another_program_is_left_alone() throws Exception {
    WORLD.server().faults().breakExec("nosuch", Faults.StreamFault.CUT, 0);
    assertEquals(1000, WORLD.exec("plain", "cat", "/etc/passwd").closeCode());
  }

  private static int getPod() {
    try {
      URI uri = URI.create(WORLD.server().url() + "/api/v1/namespaces/rec/pods/plain");
      HttpRequest request =
          HttpRequest.newBuilder(uri)
              .header("Authorization", "Bearer " + RecordedCluster.TOKEN)
              .build();
      return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
