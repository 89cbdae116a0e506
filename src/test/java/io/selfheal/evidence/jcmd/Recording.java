package io.selfheal.evidence.jcmd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.selfheal.kubernetes.ExecResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What a real cluster answered to an exec, put together from its frames. */
final class Recording {
  private Recording() {}

  static ExecResult exec(String name) {
    try (InputStream in = Recording.class.getResourceAsStream("/recordings/" + name + ".json")) {
      JsonNode frames = new ObjectMapper().readTree(in).path("frames");
      return new ExecResult(exitCode(text(frames, 3)), text(frames, 1), text(frames, 2));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(JsonNode frames, int channel) {
    return StreamSupport.stream(frames.spliterator(), false)
        .filter(frame -> frame.path("channel").intValue() == channel)
        .map(frame -> frame.path("text").textValue())
        .collect(Collectors.joining());
  }

  private static int exitCode(String status) throws IOException {
    JsonNode causes = new ObjectMapper().readTree(status).path("details").path("causes");
    return causes.isEmpty() ? 0 : Integer.parseInt(causes.path(0).path("message").textValue());
  }
}
