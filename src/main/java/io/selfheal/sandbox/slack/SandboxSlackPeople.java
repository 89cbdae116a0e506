package io.selfheal.sandbox.slack;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The user groups of the sandbox's Slack, and what single users were told. */
final class SandboxSlackPeople {
  private final Map<String, List<String>> groups = new ConcurrentHashMap<>();
  private final List<SandboxSlackWhisper> whispers = new CopyOnWriteArrayList<>();

  void group(String id, List<String> users) {
    groups.put(id, List.copyOf(users));
  }

  Optional<List<String>> group(String id) {
    return Optional.ofNullable(groups.get(id));
  }

  void whisper(SandboxSlackWhisper whisper) {
    whispers.add(whisper);
  }

  List<SandboxSlackWhisper> whispers() {
    return List.copyOf(whispers);
  }
}
