package io.selfheal.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** A way to the API server that notes each request, and when the last byte of its answer came. */
final class ApiTrace implements AutoCloseable {
  private static final int BUFFER = 64 << 10;

  private final ServerSocket door;
  private final URI apiServer;
  private final SSLSocketFactory tls;
  private final List<TracedCall> calls = new ArrayList<>();

  private ApiTrace(ServerSocket door, URI apiServer, SSLSocketFactory tls) {
    this.door = door;
    this.apiServer = apiServer;
    this.tls = tls;
  }

  /** Before the API server that KUBECONFIG names. */
  static ApiTrace open() throws IOException, InterruptedException, GeneralSecurityException {
    ServerSocket door = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    URI apiServer = URI.create(Account.server());
    ApiTrace trace = new ApiTrace(door, apiServer, trusting(Account.authority()));
    start(trace::welcome);
    return trace;
  }

  String url() {
    return "http://127.0.0.1:" + door.getLocalPort();
  }

  synchronized void forget() {
    calls.clear();
  }

  /** In the order in which they began, with what the ledger noted in between. */
  synchronized void tell(Figures figures, Instant since, List<AuditTrail.Entry> audit) {
    record Line(Instant at, String text) {}
    List<Line> lines = new ArrayList<>();
    calls.forEach(call -> lines.add(new Line(call.begun(), call.text())));
    audit.forEach(entry -> lines.add(new Line(entry.at(), "         -- " + entry.summary())));
    lines.stream()
        .filter(line -> !line.at.isBefore(since))
        .sorted(Comparator.comparing(Line::at))
        .forEach(line -> figures.say("  %7d %s", TracedCall.millis(since, line.at), line.text));
  }

  @Override
  public void close() throws IOException {
    door.close();
  }

  private synchronized TracedCall begin(String requestLine) {
    TracedCall call = new TracedCall(requestLine);
    calls.add(call);
    return call;
  }

  private void welcome() throws IOException {
    while (!door.isClosed()) {
      Socket client = door.accept();
      start(() -> join(client));
    }
  }

  private void join(Socket client) throws IOException {
    try (client;
        Socket server = tls.createSocket(apiServer.getHost(), apiServer.getPort())) {
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      Conversation conversation = new Conversation();
      start(() -> conversation.answers(server.getInputStream(), client.getOutputStream()));
      conversation.questions(client.getInputStream(), server.getOutputStream());
    }
  }

  /** One connection: each question is answered before the next is asked. */
  private final class Conversation {
    private volatile TracedCall call = new TracedCall("");

    void questions(InputStream from, OutputStream to) throws IOException {
      byte[] buffer = new byte[BUFFER];
      for (int length = from.read(buffer); length >= 0; length = from.read(buffer)) {
        String line = call.upgraded() ? "" : TracedCall.requestLine(buffer, length);
        if (!line.isEmpty()) {
          call = begin(line);
        }
        to.write(buffer, 0, length);
        to.flush();
      }
    }

    void answers(InputStream from, OutputStream to) throws IOException {
      byte[] buffer = new byte[BUFFER];
      for (int length = from.read(buffer); length >= 0; length = from.read(buffer)) {
        call.answered(buffer, length);
        to.write(buffer, 0, length);
        to.flush();
      }
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  /** A connection that is closed on one side ends on the other. */
  private static void start(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException closed) {
                return;
              }
            },
            "api-trace");
    thread.setDaemon(true);
    thread.start();
  }

  private static SSLSocketFactory trusting(byte[] authority)
      throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    trusted.setCertificateEntry(
        "cluster",
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(authority)));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context.getSocketFactory();
  }
}
