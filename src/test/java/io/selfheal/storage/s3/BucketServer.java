package io.selfheal.storage.s3;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.selfheal.storage.Checksum;
import io.selfheal.storage.S3Config;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executors;

/**
 * A bucket on loopback with the rules of S3: it refuses what is signed otherwise than it came, or
 * whose body is another; a part that is too small; an upload that it does not know. {@link
 * MotoBucketIT} holds the store to a server that somebody else wrote.
 */
public final class BucketServer implements Bucket {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final String NAME = "dumps";
  private static final String REGION = "eu-central-1";
  private static final int LEAST_PART = 5 << 20;
  private static final int PAGE = 2;

  private static final class Stored {
    private final byte[] bytes;
    private final String etag;
    private final Map<String, String> metadata;

    Stored(byte[] bytes, String etag, Map<String, String> metadata) {
      this.bytes = bytes;
      this.etag = etag;
      this.metadata = metadata;
    }
  }

  private record Session(
      String key, Map<String, String> metadata, SortedMap<Integer, byte[]> parts) {}

  private record Refusal(int status, String code) {}

  private final HttpServer server;
  private final Path credentials;
  private final SortedMap<String, Stored> objects = new TreeMap<>();
  private final Map<String, Session> sessions = new HashMap<>();
  private final Queue<Refusal> refusals = new ArrayDeque<>();
  private String secret = UUID.randomUUID().toString();
  private int partsTaken;
  private int failAfterParts = Integer.MAX_VALUE;
  private boolean corrupt;
  private String forbidden = "";

  public BucketServer(Path folder) throws IOException {
    credentials = folder.resolve("s3-credentials");
    rotate();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", this::answer);
    server.start();
  }

  @Override
  public S3Config config() {
    URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    return new S3Config(endpoint, REGION, NAME, "evidence", credentials);
  }

  public synchronized void rotate() throws IOException {
    secret = UUID.randomUUID().toString();
    Files.writeString(
        credentials,
        "[default]\naws_access_key_id = AKIA\naws_secret_access_key = " + secret + "\n");
  }

  synchronized void refuse(int status, String code) {
    refusals.add(new Refusal(status, code));
  }

  /** From now on the key may not do what is asked for by this method. */
  public synchronized void forbid(String method) {
    forbidden = method;
  }

  /** From then on each part meets an error. */
  synchronized void failAfterParts(int parts) {
    failAfterParts = parts;
  }

  public synchronized void corruptNext() {
    corrupt = true;
  }

  synchronized void expireUploads() {
    sessions.clear();
  }

  synchronized int partsTaken() {
    return partsTaken;
  }

  String secret() {
    return secret;
  }

  @Override
  public synchronized List<String> keys() {
    return List.copyOf(objects.keySet());
  }

  @Override
  public synchronized byte[] content(String key) {
    return objects.get(key).bytes;
  }

  @Override
  public synchronized Map<String, String> metadata(String key) {
    return objects.get(key).metadata;
  }

  @Override
  public synchronized void putByHand(String key) {
    objects.put(key, new Stored(new byte[0], "d41d8cd98f00b204e9800998ecf8427e", Map.of()));
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    try (exchange) {
      synchronized (this) {
        Refusal refusal = refusals.poll();
        if (refusal != null) {
          error(exchange, refusal.status(), refusal.code());
        } else if (!isSigned(exchange)) {
          error(exchange, 403, "SignatureDoesNotMatch");
        } else if (!sha256(exchange).equals(Checksum.SHA256.of(body))) {
          error(exchange, 400, "XAmzContentSHA256Mismatch");
        } else if (exchange.getRequestMethod().equals(forbidden)) {
          error(exchange, 403, "AccessDenied");
        } else {
          serve(exchange, body);
        }
      }
    }
  }

  /** With the request's own time and headers, as whoever knows the secret would sign it. */
  private boolean isSigned(HttpExchange exchange) {
    String given = exchange.getRequestHeaders().getFirst("authorization");
    String names = String.valueOf(given).replaceAll("(?s).*SignedHeaders=([^,]*),.*", "$1");
    SortedMap<String, String> headers = new TreeMap<>();
    for (String name : names.split(";", -1)) {
      if (!name.equals("host") && !name.startsWith("x-amz-content") && !name.equals("x-amz-date")) {
        headers.put(name, String.valueOf(exchange.getRequestHeaders().getFirst(name)));
      }
    }
    Instant time = Instant.from(TIME.parse(exchange.getRequestHeaders().getFirst("x-amz-date")));
    S3Request request =
        new S3Request(
            exchange.getRequestMethod(),
            exchange.getRequestURI().getRawPath(),
            query(exchange),
            headers,
            new S3Request.Body(null, sha256(exchange)));
    S3Signature signature =
        new S3Signature(new S3Credentials("AKIA", secret, Optional.empty()), REGION, time);
    String host = exchange.getRequestHeaders().getFirst("host");
    return signature.headers(request, host).get("authorization").equals(given);
  }

  private static String sha256(HttpExchange exchange) {
    return String.valueOf(exchange.getRequestHeaders().getFirst("x-amz-content-sha256"));
  }

  private void serve(HttpExchange exchange, byte[] body) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (!path.equals("/" + NAME) && !path.startsWith("/" + NAME + "/")) {
      error(exchange, 404, "NoSuchBucket");
      return;
    }
    String key = path.length() > NAME.length() + 2 ? path.substring(NAME.length() + 2) : "";
    SortedMap<String, String> query = query(exchange);
    if (query.containsKey("uploadId") && !sessions.containsKey(query.get("uploadId"))) {
      error(exchange, 404, "NoSuchUpload");
      return;
    }
    switch (exchange.getRequestMethod()) {
      case "HEAD" -> head(exchange, key);
      case "GET" -> get(exchange, query);
      case "PUT" -> part(exchange, query, body);
      case "POST" -> post(exchange, key, query, body);
      case "DELETE" -> delete(exchange, key, query);
      default -> error(exchange, 405, "MethodNotAllowed");
    }
  }

  private void head(HttpExchange exchange, String key) throws IOException {
    Stored stored = objects.get(key);
    if (stored == null) {
      exchange.sendResponseHeaders(404, -1);
      return;
    }
    stored.metadata.forEach(exchange.getResponseHeaders()::set);
    exchange.getResponseHeaders().set("ETag", '"' + stored.etag + '"');
    exchange.getResponseHeaders().set("Content-Length", Integer.toString(stored.bytes.length));
    exchange.sendResponseHeaders(200, -1);
  }

  private void get(HttpExchange exchange, SortedMap<String, String> query) throws IOException {
    xml(exchange, query.containsKey("uploadId") ? parts(query) : list(query));
  }

  private String parts(SortedMap<String, String> query) {
    int after = Integer.parseInt(query.get("part-number-marker"));
    SortedMap<Integer, byte[]> all = sessions.get(query.get("uploadId")).parts();
    List<Integer> rest = List.copyOf(all.tailMap(after + 1).keySet());
    List<Integer> page = rest.subList(0, Math.min(PAGE, rest.size()));
    StringBuilder xml = new StringBuilder("<ListPartsResult>");
    for (int number : page) {
      xml.append(
          "<Part><PartNumber>%d</PartNumber><ETag>\"%s\"</ETag></Part>"
              .formatted(number, Checksum.MD5.of(all.get(number))));
    }
    boolean more = rest.size() > page.size();
    xml.append("<IsTruncated>").append(more).append("</IsTruncated>");
    if (more) {
      xml.append("<NextPartNumberMarker>%d</NextPartNumberMarker>".formatted(page.get(PAGE - 1)));
    }
    return xml.append("</ListPartsResult>").toString();
  }

  private String list(SortedMap<String, String> query) {
    String after = query.getOrDefault("continuation-token", "");
    List<String> rest =
        objects.keySet().stream()
            .filter(key -> key.startsWith(query.get("prefix")) && key.compareTo(after) > 0)
            .toList();
    List<String> page = rest.subList(0, Math.min(PAGE, rest.size()));
    StringBuilder xml = new StringBuilder("<ListBucketResult>");
    page.forEach(key -> xml.append("<Contents><Key>").append(key).append("</Key></Contents>"));
    if (rest.size() > page.size()) {
      xml.append("<NextContinuationToken>")
          .append(page.get(PAGE - 1))
          .append("</NextContinuationToken>");
    }
    return xml.append("</ListBucketResult>").toString();
  }

  private void part(HttpExchange exchange, SortedMap<String, String> query, byte[] body)
      throws IOException {
    if (partsTaken >= failAfterParts) {
      error(exchange, 503, "InternalError");
      return;
    }
    partsTaken++;
    sessions.get(query.get("uploadId")).parts().put(Integer.valueOf(query.get("partNumber")), body);
    exchange.getResponseHeaders().set("ETag", '"' + Checksum.MD5.of(body) + '"');
    exchange.sendResponseHeaders(200, -1);
  }

  private void post(HttpExchange exchange, String key, SortedMap<String, String> query, byte[] body)
      throws IOException {
    if (query.containsKey("uploads")) {
      String id = UUID.randomUUID().toString();
      sessions.put(id, new Session(key, metadata(exchange), new TreeMap<>()));
      xml(exchange, "<R><UploadId>" + id + "</UploadId></R>");
      return;
    }
    Session session = sessions.get(query.get("uploadId"));
    List<byte[]> parts = new ArrayList<>(session.parts().values());
    String asked = new String(body, StandardCharsets.UTF_8);
    boolean listed = parts.stream().allMatch(part -> asked.contains(Checksum.MD5.of(part)));
    boolean large =
        parts.stream().limit(parts.size() - 1L).allMatch(part -> part.length >= LEAST_PART);
    if (!listed || !large) {
      error(exchange, 400, listed ? "EntityTooSmall" : "InvalidPart");
      return;
    }
    sessions.remove(query.get("uploadId"));
    objects.put(key, joined(session, parts));
    xml(exchange, "<R><Key>" + key + "</Key></R>");
  }

  private Stored joined(Session session, List<byte[]> parts) {
    StringBuilder hashes = new StringBuilder();
    byte[] all = new byte[parts.stream().mapToInt(part -> part.length).sum()];
    int at = 0;
    for (byte[] part : parts) {
      hashes.append(Checksum.MD5.of(part));
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    if (corrupt) {
      corrupt = false;
      hashes.setLength(0);
    }
    String etag = Checksum.MD5.of(HexFormat.of().parseHex(hashes)) + "-" + parts.size();
    return new Stored(all, etag, session.metadata());
  }

  private void delete(HttpExchange exchange, String key, SortedMap<String, String> query)
      throws IOException {
    if (query.containsKey("uploadId")) {
      sessions.remove(query.get("uploadId"));
    } else {
      objects.remove(key);
    }
    exchange.sendResponseHeaders(204, -1);
  }

  private static Map<String, String> metadata(HttpExchange exchange) {
    Map<String, String> metadata = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              String plain = name.toLowerCase(Locale.ROOT);
              if (plain.startsWith(S3Metadata.PREFIX)) {
                metadata.put(plain, values.get(0));
              }
            });
    return metadata;
  }

  private static SortedMap<String, String> query(HttpExchange exchange) {
    SortedMap<String, String> query = new TreeMap<>();
    String raw = exchange.getRequestURI().getRawQuery();
    for (String parameter : raw == null ? new String[0] : raw.split("&", -1)) {
      String[] sides = parameter.split("=", 2);
      query.put(sides[0], URLDecoder.decode(sides[1], StandardCharsets.UTF_8));
    }
    return query;
  }

  private static void error(HttpExchange exchange, int status, String code) throws IOException {
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    write(exchange, status, "<Error><Code>" + code + "</Code></Error>");
  }

  private static void xml(HttpExchange exchange, String text) {
    try {
      write(exchange, 200, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
