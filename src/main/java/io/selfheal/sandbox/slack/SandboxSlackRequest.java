package io.selfheal.sandbox.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.selfheal.sandbox.slack.SandboxSlackMessage.Version;
import java.util.Optional;

/** What a client asks of the sandbox's Slack: as JSON, or as a form whose blocks are JSON. */
record SandboxSlackRequest(JsonNode arguments, String token) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BEARER = "Bearer ";

  static SandboxSlackRequest of(Context request) {
    JsonNode arguments = request.isJson() ? parsed(request.body()) : form(request);
    String header = Optional.ofNullable(request.header("Authorization")).orElse("");
    String token =
        header.startsWith(BEARER)
            ? header.substring(BEARER.length())
            : arguments.path("token").asText();
    return new SandboxSlackRequest(arguments, token);
  }

  String text(String argument) {
    return arguments.path(argument).asText();
  }

  Version version() {
    return new Version(text("text"), arguments.path("blocks"));
  }

  Optional<String> broken() {
    return SandboxSlackLimits.broken(text("text"), arguments.path("blocks"));
  }

  private static ObjectNode form(Context request) {
    ObjectNode arguments = JsonNodeFactory.instance.objectNode();
    request.formParamMap().forEach((name, values) -> arguments.put(name, values.get(0)));
    if (arguments.has("blocks")) {
      arguments.set("blocks", parsed(arguments.path("blocks").asText()));
    }
    return arguments;
  }

  private static JsonNode parsed(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }
}
