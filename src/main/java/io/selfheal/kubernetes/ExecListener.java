package io.selfheal.kubernetes;

import io.selfheal.kubernetes.ClusterException.Reason;
import java.io.IOException;
import java.util.List;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;

/** The socket's side of a command: passes frames on, and tells why there are no more. */
final class ExecListener extends WebSocketListener {
  static final List<String> PROTOCOLS = List.of("v5.channel.k8s.io", "v4.channel.k8s.io");
  private static final String PROTOCOL_HEADER = "Sec-WebSocket-Protocol";
  private static final int CLOSED_IN_ORDER = 1000;

  private final FrameQueue frames;
  private final String doing;
  private volatile boolean opened;

  ExecListener(FrameQueue frames, String doing) {
    this.frames = frames;
    this.doing = doing;
  }

  @Override
  public void onOpen(WebSocket socket, Response response) {
    opened = true;
    if (!PROTOCOLS.contains(response.header(PROTOCOL_HEADER, ""))) {
      frames.fail(Failures.of(Reason.BAD_REQUEST, doing, "the server speaks none of " + PROTOCOLS));
    }
  }

  @Override
  public void onMessage(WebSocket socket, ByteString frame) {
    try {
      frames.put(frame);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      socket.cancel();
    }
  }

  @Override
  public void onClosing(WebSocket socket, int code, String reason) {
    socket.close(CLOSED_IN_ORDER, null);
    frames.end();
  }

  @Override
  public void onFailure(WebSocket socket, Throwable error, Response response) {
    if (opened) {
      frames.fail(
          Failures.of(Reason.STREAM_CUT, doing, "the stream broke off", new IOException(error)));
    } else {
      frames.fail(response == null ? unanswered(error) : refused(response));
    }
  }

  private ClusterException unanswered(Throwable error) {
    return Failures.unanswered(
        doing, error instanceof IOException known ? known : new IOException(error));
  }

  private ClusterException refused(Response response) {
    try {
      return new Answer(response.code(), response.body().string()).failure(doing);
    } catch (IOException e) {
      return new Answer(response.code(), "").failure(doing);
    }
  }
}
