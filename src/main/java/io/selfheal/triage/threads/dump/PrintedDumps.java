package io.selfheal.triage.threads.dump;

import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads what {@code Thread.print}, SIGQUIT and {@code Thread.dump_to_file -format=plain} write,
 * line by line; lines of others in between are passed over.
 */
final class PrintedDumps {
  private static final String OPENING = "Full thread dump ";
  private static final String STATE = "java.lang.Thread.State: ";
  private static final int MOST_THREADS = 100_000;
  private static final int MOST_FRAMES = 4_000_000;
  private static final int MOST_DUMPS = 100;

  /** As a container's runtime, and {@code kubectl logs --timestamps}, begin a line. */
  private static final Pattern LOG_PREFIX = Pattern.compile("^\\S+Z (?:std(?:out|err) [FP] )?");

  private final String source;
  private final Interned interned = new Interned();
  private final List<ThreadDump> dumps = new ArrayList<>();
  private List<JavaThread> threads = new ArrayList<>();
  private DeadlockLines deadlocks = new DeadlockLines();
  private Optional<ThreadDump.Form> form = Optional.empty();
  private Optional<LocalDateTime> time = Optional.empty();
  private ThreadDraft thread;
  private boolean prefixed;
  private boolean closed;
  private boolean foreign;
  private int frames;
  private String before = "";

  PrintedDumps(String source) {
    this.source = source;
  }

  void accept(String raw) {
    String line = prefixed ? LOG_PREFIX.matcher(raw).replaceFirst("") : raw;
    int opening = line.indexOf(OPENING);
    if (opening >= 0) {
      open(opening);
    } else if (form.isPresent()) {
      inDump(line);
    } else if (!beginsPlain(line)) {
      before = line;
    }
  }

  ParsedDumps end() {
    finishDump();
    if (dumps.isEmpty()) {
      return new ParsedDumps(dumps, Optional.of("it has no thread dump that could be read"));
    }
    boolean whole = closed || dumps.get(dumps.size() - 1).form() == ThreadDump.Form.TO_FILE;
    return new ParsedDumps(
        dumps, whole ? Optional.empty() : Optional.of("it ends before the thread dump does"));
  }

  private void open(int opening) {
    finishDump();
    prefixed |= opening > 0;
    closed = false;
    form = Optional.of(ThreadDump.Form.PRINTED);
    time = time(prefixed ? LOG_PREFIX.matcher(before).replaceFirst("") : before);
  }

  private boolean beginsPlain(String line) {
    if (!line.startsWith("#") || HeaderLine.toFile(line).isEmpty()) {
      time = time(line).or(() -> time);
      return false;
    }
    form = Optional.of(ThreadDump.Form.TO_FILE);
    inDump(line);
    return true;
  }

  private void inDump(String line) {
    if (deadlocks.open()) {
      deadlocks.accept(line);
    } else if (line.startsWith("\"") || line.startsWith("#")) {
      header(line);
    } else if (line.startsWith("JNI global ref")) {
      closed = true;
      finishThread();
    } else if (line.startsWith("Found one Java-level deadlock")) {
      finishThread();
      deadlocks.begin();
    } else if (thread != null) {
      ofThread(line);
    } else {
      before = line;
    }
  }

  private void header(String line) {
    Optional<ThreadDraft> next =
        line.startsWith("#") ? HeaderLine.toFile(line) : HeaderLine.printed(line);
    if (next.isPresent()) {
      finishThread();
      thread = next.get();
      foreign = false;
    }
  }

  private void ofThread(String line) {
    if (line.startsWith("\tat ") || line.startsWith("    at ")) {
      frame(line);
    } else {
      besidesFrames(line, line.trim());
    }
  }

  private void besidesFrames(String line, String text) {
    boolean lock = text.startsWith("- ");
    foreign = !lock && (text.contains("Exception") || text.contains("Error"));
    if (lock) {
      LockLine.read(text, thread);
    } else if (text.startsWith(STATE)) {
      thread.state(HeaderLine.state(text.substring(STATE.length())));
    } else if (text.startsWith("Carrying virtual thread #")) {
      thread.carries(HeaderLine.number(text, 25));
    } else if (text.startsWith("Mounted virtual thread #")) {
      thread.mountedFramesFollow();
    } else if (!text.isEmpty()) {
      before = line;
    }
  }

  private void frame(String line) {
    if (!foreign && frames++ < MOST_FRAMES) {
      thread.frame(interned.frame(line));
    }
  }

  private void finishThread() {
    if (thread != null && threads.size() < MOST_THREADS) {
      threads.add(thread.done(interned));
    }
    thread = null;
  }

  private void finishDump() {
    finishThread();
    if (form.isPresent() && !threads.isEmpty() && dumps.size() < MOST_DUMPS) {
      dumps.add(new ThreadDump(source, form.get(), time, threads, deadlocks.end()));
    }
    form = Optional.empty();
    threads = new ArrayList<>();
    deadlocks = new DeadlockLines();
  }

  private static Optional<LocalDateTime> time(String line) {
    String text = line.trim();
    if (text.length() < 19 || text.length() > 40 || text.charAt(4) != '-') {
      return Optional.empty();
    }
    try {
      return Optional.of(
          text.endsWith("Z")
              ? OffsetDateTime.parse(text).toLocalDateTime()
              : LocalDateTime.parse(text.replace(' ', 'T')));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
