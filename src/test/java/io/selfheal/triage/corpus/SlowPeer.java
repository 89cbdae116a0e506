package io.selfheal.triage.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A server of this machine that answers after a while, or never. */
final class SlowPeer {
  private final ServerSocket server;
  private final boolean answers;

  private SlowPeer(ServerSocket server, boolean answers) {
    this.server = server;
    this.answers = answers;
  }

  static SlowPeer start(boolean answers) throws IOException {
    SlowPeer peer =
        new SlowPeer(new ServerSocket(0, 200, InetAddress.getLoopbackAddress()), answers);
    CorpusProgram.daemon("peer", peer::serve);
    return peer;
  }

  /** Asks, and waits for the answer. */
  int ask() {
    try (Socket socket = new Socket(server.getInetAddress(), server.getLocalPort())) {
      OutputStream out = socket.getOutputStream();
      out.write('?');
      InputStream in = socket.getInputStream();
      return in.read();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void serve() {
    while (true) {
      try {
        Socket socket = server.accept();
        if (answers) {
          socket.getOutputStream().write('!');
          socket.close();
        }
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
