package io.selfheal.kubernetes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.kubernetes.ClusterException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import okhttp3.WebSocket;
import okio.Buffer;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What no recording shows: streams that break, never end, or are more than anybody asked for. */
class PodExecTest extends StubbedApi {
  private static final String PATH = "/api/v1/namespaces/shop/pods/web-0/exec";
  private static final PodRef POD = new PodRef("shop", "web-0", "u-1");
  private static final String V4 = "v4.channel.k8s.io";
  private static final ByteString SUCCESS =
      frame(3, ByteString.encodeUtf8("{\"metadata\":{},\"status\":\"Success\"}"));
  private static final long QUEUED = 1 << 20;
  private static final Duration LONG = Duration.ofMinutes(1);

  @Test
  void a_close_without_a_status_is_a_cut_stream() {
    script(socket -> ApiServerStub.sendAll(socket, List.of(stdout("half of i"))));
    assertEquals(Reason.STREAM_CUT, failure(run(LONG)).reason());
  }

  @Test
  void a_connection_that_breaks_is_a_cut_stream() {
    script(
        socket -> {
          socket.send(stdout("half of i"));
          socket.cancel();
        });
    assertEquals(Reason.STREAM_CUT, failure(run(LONG)).reason());
  }

  @Test
  void a_status_that_was_cut_is_no_success() {
    play(frame(3, ByteString.encodeUtf8("{\"metadata\":{},\"status\":\"Succ")));
    assertEquals(Reason.SERVER_ERROR, failure(run(LONG)).reason());
  }

  @Test
  void a_sink_gets_every_byte_in_order_and_the_text_stays_empty() throws Exception {
    byte[] dump = new byte[3 << 20];
    new Random(1).nextBytes(dump);
    Buffer rest = new Buffer().write(dump);
    script(
        socket -> {
          while (!rest.exhausted()) {
            socket.send(frame(1, read(rest)));
          }
          ApiServerStub.sendAll(socket, List.of(SUCCESS));
        });
    var taken = new ByteArrayOutputStream();
    ExecResult result =
        cluster.exec(
            request(LONG),
            bytes ->
                taken.write(
                    bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining()));
    assertArrayEquals(dump, taken.toByteArray());
    assertEquals(new ExecResult(0, "", ""), result);
  }

  @Test
  void text_over_the_limit_fails_and_says_so() {
    ByteString megabyte = frame(1, ByteString.of(new byte[1 << 20]));
    play(megabyte, megabyte, megabyte, megabyte, stdout("!"), SUCCESS);
    ClusterException failed = failure(run(LONG));
    assertEquals(Reason.SINK_FAILED, failed.reason());
    assertTrue(failed.getMessage().contains("longer than 4 MiB"), failed.getMessage());
  }

  @Test
  void errors_are_drained_and_kept_to_their_limit() throws Exception {
    ByteString noise = frame(2, ByteString.encodeUtf8("e".repeat(50_000)));
    play(noise, noise, noise, stdout("done"), SUCCESS);
    ExecResult result = cluster.exec(request(LONG));
    assertEquals("done", result.stdout());
    assertEquals(64 << 10, result.stderr().length());
  }

  @Test
  void a_silent_command_ends_at_its_deadline() {
    script(socket -> {});
    assertEquals(Reason.TIMEOUT, failure(run(Duration.ofMillis(50))).reason());
  }

  @Test
  void a_command_that_never_stops_talking_ends_at_its_deadline_too() {
    script(
        socket -> {
          boolean open = true;
          while (open) {
            open = socket.queueSize() > QUEUED || socket.send(stdout("y\n"));
          }
        });
    ExecRequest request = request(Duration.ofMillis(200));
    var failed = assertThrows(ClusterException.class, () -> cluster.exec(request, bytes -> {}));
    assertEquals(Reason.TIMEOUT, failed.reason());
  }

  @Test
  void an_interruption_ends_the_call_and_the_sink_hears_no_more() {
    AtomicInteger heard = new AtomicInteger();
    play(stdout("a"), stdout("b"), stdout("c"), SUCCESS);
    ByteSink sink =
        bytes -> {
          heard.incrementAndGet();
          Thread.currentThread().interrupt();
          throw new ClosedByInterruptException();
        };
    assertThrows(InterruptedException.class, () -> cluster.exec(request(LONG), sink));
    assertEquals(1, heard.get());
    assertFalse(Thread.interrupted());
  }

  @Test
  void an_interrupted_wait_is_an_interruption() {
    script(socket -> {});
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, () -> cluster.exec(request(LONG)));
  }

  @Test
  void a_sink_that_cannot_take_the_bytes_is_named_as_the_cause() {
    play(stdout("a"), SUCCESS);
    ByteSink full =
        bytes -> {
          throw new IOException("No space left on device");
        };
    ClusterException failed = failure(() -> cluster.exec(request(LONG), full));
    assertEquals(Reason.SINK_FAILED, failed.reason());
    assertTrue(failed.getMessage().contains("No space left"), failed.getMessage());
  }

  @Test
  void a_server_without_a_status_channel_is_refused() {
    server.upgrade(PATH, "v1.channel.k8s.io", socket -> socket.send(stdout("hello")));
    assertEquals(Reason.BAD_REQUEST, failure(run(LONG)).reason());
  }

  @Test
  void arguments_arrive_as_they_are() throws Exception {
    List<String> argv = List.of("jcmd", "1", "a b&c=d%20+;$(id)\n\"'\u00e9", "");
    play(SUCCESS);
    cluster.exec(new ExecRequest(POD, "app", argv, LONG));
    var asked = server.request().getUrl();
    assertEquals(argv, asked.queryParameterValues("command"));
    assertEquals(List.of("app"), asked.queryParameterValues("container"));
    assertEquals(List.of(), asked.queryParameterValues("stdin"));
  }

  private Executable run(Duration deadline) {
    return () -> cluster.exec(request(deadline));
  }

  private static ClusterException failure(Executable call) {
    return assertThrows(ClusterException.class, call);
  }

  private void play(ByteString... frames) {
    script(socket -> ApiServerStub.sendAll(socket, List.of(frames)));
  }

  private void script(Consumer<WebSocket> script) {
    server.upgrade(PATH, V4, script);
  }

  private static ExecRequest request(Duration deadline) {
    return new ExecRequest(POD, "app", List.of("cat", "/tmp/dump"), deadline);
  }

  private static ByteString read(Buffer from) {
    try {
      return from.readByteString(Math.min(from.size(), 32 << 10));
    } catch (EOFException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ByteString stdout(String text) {
    return frame(1, ByteString.encodeUtf8(text));
  }

  private static ByteString frame(int channel, ByteString payload) {
    return new Buffer().writeByte(channel).write(payload).readByteString();
  }
}
