package io.selfheal.storage.s3;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.selfheal.storage.S3Config;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A bucket of moto's server, in a process of its own. */
final class MotoBucket implements Bucket {
  private static final Pattern PORT = Pattern.compile("http://127\\.0\\.0\\.1:(\\d+)");
  private static final Pattern KEY = Pattern.compile("<Key>([^<]*)</Key>");

  private final Process process;
  private final URI endpoint;
  private final Path credentials;
  private final HttpClient client = HttpClient.newHttpClient();

  private MotoBucket(Process process, URI endpoint, Path credentials) {
    this.process = process;
    this.endpoint = endpoint;
    this.credentials = credentials;
  }

  static Bucket start(Path folder) throws Exception {
    assumeTrue(installed(), "Python has no moto");
    Process process =
        new ProcessBuilder("python3", "-u", "-m", "moto.server", "-H", "127.0.0.1", "-p", "0")
            .redirectErrorStream(true)
            .start();
    Path credentials =
        Files.writeString(
            folder.resolve("s3-credentials"),
            "aws_access_key_id=AKIATEST\naws_secret_access_key=secret\n");
    MotoBucket bucket = new MotoBucket(process, listening(process), credentials);
    bucket.call("PUT", "/dumps");
    return bucket;
  }

  private static boolean installed() throws InterruptedException {
    try {
      return new ProcessBuilder("python3", "-c", "import moto.server, flask")
              .redirectErrorStream(true)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static URI listening(Process process) throws IOException {
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      var found = PORT.matcher(line);
      if (found.find()) {
        drain(output);
        return URI.create(found.group());
      }
    }
    throw new IOException("moto did not start");
  }

  private static void drain(BufferedReader output) {
    Thread thread = new Thread(() -> output.lines().forEach(line -> {}), "moto-output");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public S3Config config() {
    return new S3Config(endpoint, "us-east-1", "dumps", "evidence", credentials);
  }

  @Override
  public List<String> keys() throws IOException {
    String list = new String(call("GET", "/dumps?list-type=2").body(), StandardCharsets.UTF_8);
    return KEY.matcher(list).results().map(MatchResult::group).map(MotoBucket::inner).toList();
  }

  private static String inner(String element) {
    return element.replaceAll("</?Key>", "");
  }

  @Override
  public byte[] content(String key) throws IOException {
    return call("GET", "/dumps/" + key).body();
  }

  @Override
  public Map<String, String> metadata(String key) throws IOException {
    Map<String, String> metadata = new HashMap<>();
    call("HEAD", "/dumps/" + key)
        .headers()
        .map()
        .forEach((name, values) -> metadata.put(name, values.get(0)));
    return metadata;
  }

  @Override
  public void putByHand(String key) throws IOException {
    call("PUT", "/dumps/" + key);
  }

  @Override
  public void close() {
    process.destroy();
  }

  private HttpResponse<byte[]> call(String method, String path) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint.resolve(path))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=AKIATEST/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0")
            .build();
    try {
      return client.send(request, BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
