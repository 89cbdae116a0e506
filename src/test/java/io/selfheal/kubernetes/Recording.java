package io.selfheal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import okhttp3.HttpUrl;
import okio.Buffer;
import okio.ByteString;

/** One exchange with a real Kubernetes 1.34, as it was recorded. */
record Recording(String name, JsonNode root) {
  private static final Path FOLDER = Path.of("src/test/resources/recordings");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FAILURE =
      "{\"metadata\":{},\"status\":\"Failure\",\"message\":%s,\"reason\":\"InternalError\","
          + "\"details\":{\"causes\":[{\"message\":%s}]},\"code\":500}";

  static Recording load(String name) {
    return load(FOLDER.resolve(name + ".json"));
  }

  static List<Recording> matching(String glob) {
    List<Recording> found = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(FOLDER, glob)) {
      files.forEach(file -> found.add(load(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  private static Recording load(Path file) {
    try {
      String name = file.getFileName().toString().replace(".json", "");
      return new Recording(name, JSON.readTree(file.toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String method() {
    return root.at("/request/method").textValue();
  }

  String target() {
    return root.at("/request/path").textValue();
  }

  HttpUrl url() {
    return HttpUrl.get("http://recorded" + target());
  }

  int status() {
    return root.at("/response/status").intValue();
  }

  String protocol() {
    return root.at("/response/protocol").textValue();
  }

  String body() {
    JsonNode body = root.at("/response/body");
    return body.isTextual() ? body.textValue() : body.toString();
  }

  /** What was said on a channel, in one piece. */
  ByteString said(int channel) {
    Buffer all = new Buffer();
    for (JsonNode frame : root.get("frames")) {
      if (frame.get("channel").intValue() == channel) {
        all.write(payload(frame));
      }
    }
    return all.readByteString();
  }

  /** The frames as they went over the wire, each with its channel's byte. */
  List<ByteString> frames() {
    List<ByteString> frames = new ArrayList<>();
    for (JsonNode frame : root.get("frames")) {
      Buffer wire = new Buffer().writeByte(frame.get("channel").intValue());
      frames.add(wire.write(payload(frame)).readByteString());
    }
    return frames;
  }

  /** Long frames were recorded by their first characters: the rest is filled in to full length. */
  private static ByteString payload(JsonNode frame) {
    String text = frame.get("text").textValue();
    int size = frame.get("bytes").intValue();
    ByteString whole = ByteString.encodeUtf8(text);
    if (whole.size() == size) {
      return whole;
    }
    String filled = frame.get("channel").intValue() == 3 ? status(text) : repeat(text, size);
    ByteString full = ByteString.encodeUtf8(filled);
    if (full.size() != size) {
      throw new IllegalStateException("Cannot fill up a frame: " + filled);
    }
    return full;
  }

  private static String status(String start) {
    int message = start.indexOf("\"message\":");
    if (message < 0) {
      return "{\"metadata\":{},\"status\":\"Success\"}";
    }
    int from = message + "\"message\":".length();
    String said = start.substring(from, start.indexOf(",\"reason\"", from));
    return FAILURE.formatted(said, said.replaceFirst("Internal error occurred: ", ""));
  }

  private static String repeat(String text, int size) {
    byte[] filled = new byte[size];
    byte[] start = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < size; i++) {
      filled[i] = i < start.length ? start[i] : (byte) 'x';
    }
    return new String(filled, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return name;
  }
}
