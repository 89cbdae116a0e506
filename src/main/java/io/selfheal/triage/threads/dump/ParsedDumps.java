package io.selfheal.triage.threads.dump;

import java.util.List;
import java.util.Optional;

/**
 * What a file has of thread dumps: a log may have several.
 *
 * @param problem why there is none, or why the last one is not whole
 */
public record ParsedDumps(List<ThreadDump> dumps, Optional<String> problem) {
  public ParsedDumps {
    dumps = List.copyOf(dumps);
  }
}
