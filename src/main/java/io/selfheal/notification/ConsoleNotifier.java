package io.selfheal.notification;

import io.selfheal.incident.Outbox.MessageRef;
import io.selfheal.notification.IncidentMessage.Line;
import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Prints the story: the whole of it at first, then what changed. The default, so that nothing is
 * silent before Slack is set up.
 */
public final class ConsoleNotifier implements Notifier {
  private static final String CHANNEL = "console";
  private static final int REMEMBERED = 1_000;

  private final PrintStream out;
  private final Map<String, List<Line>> printed = new LinkedHashMap<>();

  public ConsoleNotifier(PrintStream out) {
    this.out = out;
  }

  @Override
  public MessageRef post(String channel, IncidentMessage message) {
    return print(message);
  }

  @Override
  public MessageRef edit(MessageRef ref, IncidentMessage message) {
    return print(message);
  }

  @Override
  public Duration pause() {
    return Duration.ZERO;
  }

  private MessageRef print(IncidentMessage message) {
    Stream<Line> told = message.paragraphs().stream().flatMap(List::stream);
    Stream<Line> decided = message.asked().flatMap(Asked::decision).stream();
    List<Line> lines = Stream.concat(told, decided).toList();
    List<Line> before = remember(message.incident(), lines);
    StringBuilder block = new StringBuilder();
    block.append(message.incident().isEmpty() ? "" : "[" + message.incident() + "] ");
    block.append(message.headline());
    lines.stream()
        .filter(line -> !before.contains(line))
        .forEach(line -> block.append(System.lineSeparator()).append("    ").append(line));
    out.println(block);
    return new MessageRef(CHANNEL, message.incident());
  }

  private List<Line> remember(String incident, List<Line> lines) {
    List<Line> before = printed.remove(incident);
    printed.put(incident, lines);
    if (printed.size() > REMEMBERED) {
      printed.remove(printed.keySet().iterator().next());
    }
    return before == null ? List.of() : before;
  }
}
