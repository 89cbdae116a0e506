package io.selfheal.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One keep-alive connection, as Alertmanager holds it. Leaner than a client of the JDK's: what the
 * load costs is taken from who is measured.
 */
final class KeptConnection implements AutoCloseable {
  private static final String LENGTH = "content-length:";

  private final Socket socket;
  private final InputStream in;
  private final String head;

  KeptConnection(URI uri, HttpRequest like) throws IOException {
    this.socket = new Socket(uri.getHost(), uri.getPort());
    this.socket.setTcpNoDelay(true);
    this.in = new BufferedInputStream(socket.getInputStream());
    this.head =
        "POST "
            + uri.getPath()
            + " HTTP/1.1\r\nHost: "
            + uri.getAuthority()
            + "\r\nContent-Type: application/json\r\nAuthorization: "
            + like.headers().firstValue("Authorization").orElseThrow()
            + "\r\nContent-Length: ";
  }

  /** Posts, reads the whole answer, and gives its status. */
  int post(String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    byte[] message = (head + bytes.length + "\r\n\r\n" + body).getBytes(StandardCharsets.UTF_8);
    socket.getOutputStream().write(message);
    int status = Integer.parseInt(line().split(" ", 3)[1]);
    in.skipNBytes(bodyLength());
    return status;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private long bodyLength() throws IOException {
    long length = 0;
    for (String line = line(); !line.isEmpty(); line = line()) {
      if (line.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
        length = Long.parseLong(line.substring(LENGTH.length()).strip());
      }
    }
    return length;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new IOException("Cannot read an answer: the connection was closed");
      }
      line.append((char) next);
    }
    return line.toString().strip();
  }
}
