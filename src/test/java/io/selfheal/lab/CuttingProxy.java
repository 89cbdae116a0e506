package io.selfheal.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Stands between us and the API server, on loopback. What the first connection is to meet that
 * brings so many bytes is for the test to say; its bytes wait meanwhile.
 */
final class CuttingProxy implements AutoCloseable {
  /** What happens to a connection. */
  interface Act {
    void run(Socket connection) throws Exception;
  }

  private record Plan(long bytes, Act act) {}

  private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final AtomicReference<Plan> plan = new AtomicReference<>(new Plan(Long.MAX_VALUE, null));
  private final String host;
  private final int port;

  CuttingProxy(URI server) throws IOException {
    host = server.getHost();
    port = server.getPort() < 0 ? 443 : server.getPort();
    daemon(this::serve);
  }

  int port() {
    return door.getLocalPort();
  }

  void after(long bytes, Act act) {
    plan.set(new Plan(bytes, act));
  }

  /** Whether it has happened. */
  boolean done() {
    return plan.get().act() == null;
  }

  private void serve() throws IOException {
    while (!door.isClosed()) {
      Socket client = door.accept();
      Socket server = new Socket(host, port);
      daemon(() -> client.getInputStream().transferTo(server.getOutputStream()));
      daemon(() -> bring(server, client));
    }
  }

  private void bring(Socket server, Socket client) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long brought = 0;
    try (server;
        client) {
      InputStream in = server.getInputStream();
      OutputStream out = client.getOutputStream();
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        brought += count;
        meet(brought, client);
        out.write(buffer, 0, count);
      }
    }
  }

  private void meet(long brought, Socket client) throws IOException {
    Plan planned = plan.get();
    if (brought >= planned.bytes() && plan.compareAndSet(planned, new Plan(Long.MAX_VALUE, null))) {
      try {
        planned.act().run(client);
      } catch (IOException e) {
        throw e;
      } catch (Exception e) {
        throw new IOException(e);
      }
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void daemon(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // a connection that ends; whoever misses it will say so
              }
            },
            "cutting-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    door.close();
  }
}
