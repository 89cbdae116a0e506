package io.selfheal.app;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was opened, closed in the opposite order, each of them even if another one's close throws.
 */
public final class CloseStack implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CloseStack.class);

  private final Deque<Entry> entries = new ArrayDeque<>();

  private record Entry(String name, AutoCloseable resource) {}

  public <T extends AutoCloseable> T push(String name, T resource) {
    entries.push(new Entry(name, resource));
    return resource;
  }

  @Override
  public void close() {
    while (!entries.isEmpty()) {
      close(entries.pop());
    }
  }

  private static void close(Entry entry) {
    try {
      entry.resource().close();
    } catch (Exception e) {
      LOG.atWarn()
          .setCause(e)
          .addKeyValue("part", entry.name())
          .log("Cannot close a part; going on with the others");
    }
  }
}
