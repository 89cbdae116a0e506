package io.selfheal.triage.threads;

import io.selfheal.triage.threads.dump.Frame;
import io.selfheal.triage.threads.dump.Lock;
import io.selfheal.triage.threads.dump.Wait;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Whether threads that all wait alike do what healthy ones do that have nothing else to do. */
final class AsMeant {
  private static final Set<Activity> QUEUES =
      Set.of(Activity.WAITS, Activity.CONDITION, Activity.PARKS);

  /** How people call what reads the requests of a connection; {@code main} tells nothing. */
  private static final Pattern SERVES =
      Pattern.compile(
          "(?:serve|handle|run|listen|receive|loop|consume|echo)(?:[A-Z]\\w*)?|main|<init>"
              + "|read(?:Loop|All|Forever|Line|Request|Command|Frame|Message|Next)?s?");

  private AsMeant() {}

  static boolean waits(List<Seen> waiting) {
    Seen one = waiting.get(0);
    return one.activity() == Activity.SLEEPS || serves(one) || ofOneQueue(waiting);
  }

  /** A peer's connection is read by the code that reads sockets; a client has another name. */
  private static boolean serves(Seen one) {
    return one.activity() == Activity.READS
        && Code.caller(one.stack())
            .filter(Code::application)
            .filter(frame -> SERVES.matcher(method(frame)).matches())
            .isPresent();
  }

  private static String method(Frame frame) {
    String name = Code.name(frame);
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /** Who waits for an answer waits for his own; those that wait for work wait for the same. */
  private static boolean ofOneQueue(List<Seen> waiting) {
    Set<Optional<Lock>> locks =
        waiting.stream()
            .map(seen -> seen.thread().locks().awaited().map(Wait::lock))
            .collect(Collectors.toSet());
    return QUEUES.contains(waiting.get(0).activity())
        && locks.size() == 1
        && locks.iterator().next().isPresent();
  }
}
