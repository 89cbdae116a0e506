package io.selfheal.triage.corpus;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Clients keep their connections open and say nothing: a thread reads from each, without fault. */
final class IdleConnections {
  private static final List<Socket> CLIENTS = new ArrayList<>();

  private IdleConnections() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    CorpusProgram.sick(args);
    ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    ExecutorService connections = Executors.newCachedThreadPool();
    CorpusProgram.daemon("acceptor", () -> acceptAll(server, connections));
    for (int i = 0; i < 30; i++) {
      CLIENTS.add(new Socket(server.getInetAddress(), server.getLocalPort()));
    }
    Thread.sleep(700);
    CorpusProgram.ready();
  }

  private static void acceptAll(ServerSocket server, ExecutorService connections) {
    while (true) {
      try {
        Socket client = server.accept();
        connections.execute(() -> serve(client));
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static void serve(Socket client) {
    try {
      DataInputStream in = new DataInputStream(client.getInputStream());
      while (true) {
        in.skipBytes(in.readInt());
      }
    } catch (IOException e) {
      Pause.millis(1);
    }
  }
}
