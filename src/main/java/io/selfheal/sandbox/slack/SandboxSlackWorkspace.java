package io.selfheal.sandbox.slack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.selfheal.sandbox.slack.SandboxSlackMessage.Version;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The channels and messages of the sandbox's Slack. Guarded by itself. */
final class SandboxSlackWorkspace {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Clock clock;
  private final Map<String, String> idByName = new LinkedHashMap<>();
  private final Map<String, String> errorByName = new LinkedHashMap<>();
  private final Map<String, Instant> written = new LinkedHashMap<>();
  private final List<SandboxSlackMessage> messages = new ArrayList<>();
  private int posted;

  SandboxSlackWorkspace(Clock clock) {
    this.clock = clock;
  }

  synchronized void open(String name) {
    idByName.put(name, String.format("C%010d", idByName.size() + 1));
  }

  /** From now on every post to the channel gets this error code. */
  synchronized void close(String name, String error) {
    errorByName.put(name, error);
  }

  synchronized Map<String, String> channels() {
    return new LinkedHashMap<>(idByName);
  }

  /** The channels as {@code conversations.list} shows them. */
  synchronized ObjectNode list() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode channels = body.putArray("channels");
    idByName.keySet().forEach(name -> channels.add(shown(name)));
    body.putObject("response_metadata").put("next_cursor", "");
    return body;
  }

  synchronized Optional<ObjectNode> info(String id) {
    return idByName.entrySet().stream()
        .filter(channel -> channel.getValue().equals(id))
        .map(channel -> shown(channel.getKey()))
        .findFirst();
  }

  private ObjectNode shown(String name) {
    String error = errorByName.getOrDefault(name, "");
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", idByName.get(name))
        .put("name", name.substring(1))
        .put("is_private", false)
        .put("is_archived", error.equals("is_archived"))
        .put("is_member", error.isEmpty());
  }

  synchronized List<SandboxSlackMessage> messages() {
    return List.copyOf(messages);
  }

  /** The channel's name, from its name with or without the hash, or from its id. */
  synchronized Optional<String> channel(String nameOrId) {
    return idByName.entrySet().stream()
        .filter(
            channel ->
                channel.getValue().equals(nameOrId)
                    || channel.getKey().equals(nameOrId)
                    || channel.getKey().equals("#" + nameOrId))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  synchronized Optional<String> error(String name) {
    return Optional.ofNullable(errorByName.get(name));
  }

  /** Whether the channel was quiet for a second; if so, it counts as written to. */
  synchronized boolean quiet(String name) {
    Instant now = clock.instant();
    Instant last = written.get(name);
    boolean quiet = last == null || !now.isBefore(last.plus(PAUSE));
    if (quiet) {
      written.put(name, now);
    }
    return quiet;
  }

  synchronized SandboxSlackMessage post(String name, Version version) {
    String ts = stamp();
    SandboxSlackMessage message = new SandboxSlackMessage(name, ts, List.of(version), List.of());
    messages.add(message);
    return message;
  }

  /** A reply has a stamp of its own, by which nobody can answer it. */
  synchronized SandboxSlackMessage reply(SandboxSlackMessage parent, Version version) {
    SandboxSlackMessage answered = parent.answered(version);
    messages.replaceAll(other -> other.ts().equals(parent.ts()) ? answered : other);
    return new SandboxSlackMessage(parent.channel(), stamp(), List.of(version), List.of());
  }

  private String stamp() {
    posted++;
    return String.format("%d.%06d", clock.instant().getEpochSecond(), posted);
  }

  synchronized Optional<SandboxSlackMessage> message(String name, String ts) {
    return messages.stream()
        .filter(message -> message.channel().equals(name) && message.ts().equals(ts))
        .findFirst();
  }

  synchronized SandboxSlackMessage edit(SandboxSlackMessage message, Version version) {
    SandboxSlackMessage edited = message.edited(version);
    messages.replaceAll(other -> other.ts().equals(message.ts()) ? edited : other);
    return edited;
  }

  synchronized void delete(SandboxSlackMessage message) {
    messages.removeIf(other -> other.ts().equals(message.ts()));
  }
}
