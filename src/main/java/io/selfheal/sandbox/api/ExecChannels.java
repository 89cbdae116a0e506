package io.selfheal.sandbox.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionException;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;

/**
 * Frames on the wire: a byte that names the channel, then at most 32 KiB. Each send waits until the
 * frame has left, so a slow reader holds the command back.
 */
final class ExecChannels {
  static final byte STDOUT = 1;
  static final byte STDERR = 2;
  static final int MOST_BYTES = 32 * 1024;

  private static final byte STATUS = 3;
  private static final int NORMAL_CLOSURE = 1000;

  private final Session session;

  ExecChannels(Session session) {
    this.session = session;
  }

  void send(byte channel, byte[] bytes, int length) throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(length + 1).put(channel).put(bytes, 0, length).flip();
    synchronized (session) {
      await(frame);
    }
  }

  private void await(ByteBuffer frame) throws IOException {
    Callback.Completable sent = new Callback.Completable();
    session.sendBinary(frame, sent);
    try {
      sent.join();
    } catch (CompletionException e) {
      throw new IOException("Cannot send: the client is gone", e);
    }
  }

  void begin() throws IOException {
    send(STDOUT, new byte[0], 0);
  }

  void end(ObjectNode status) throws IOException {
    byte[] text = status.toString().getBytes(StandardCharsets.UTF_8);
    send(STATUS, text, text.length);
    session.close(NORMAL_CLOSURE, "", Callback.NOOP);
  }

  void cut() {
    session.disconnect();
  }
}
