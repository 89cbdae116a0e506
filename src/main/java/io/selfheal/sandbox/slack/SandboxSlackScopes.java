package io.selfheal.sandbox.slack;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What the bot's token is for. */
final class SandboxSlackScopes {
  private static final String WRITE = "chat:write";
  private static final String READ = "channels:read";
  private static final String PRIVATE = "groups:read";
  private static final Map<String, String> NEEDED =
      Map.of(
          "chat.postMessage", WRITE,
          "chat.update", WRITE,
          "chat.postEphemeral", WRITE,
          "conversations.list", READ,
          "conversations.info", READ,
          "usergroups.users.list", "usergroups:read");

  private volatile Set<String> granted = new TreeSet<>(NEEDED.values());

  SandboxSlackScopes() {
    granted.add(PRIVATE);
  }

  void grant(List<String> only) {
    granted = new TreeSet<>(only);
  }

  String listed() {
    return String.join(",", granted);
  }

  boolean allow(String method) {
    String needed = NEEDED.getOrDefault(method, "");
    boolean reads = needed.equals(READ) && granted.contains(PRIVATE);
    return needed.isEmpty() || reads || granted.contains(needed);
  }
}
