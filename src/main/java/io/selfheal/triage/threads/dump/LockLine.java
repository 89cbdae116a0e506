package io.selfheal.triage.threads.dump;

import java.util.Optional;

/** A line of a stack about a lock: {@code - waiting to lock <0x1> (a java.lang.Object)}. */
final class LockLine {
  private static final String INITIALIZATION = "- waiting on the Class initialization monitor for ";

  /** Of an id, and of a class' name. */
  private static final int LONGEST = 500;

  private LockLine() {}

  /** Notes on the thread what the line says; {@code text} begins with its hyphen. */
  static void read(String text, ThreadDraft thread) {
    if (text.startsWith(INITIALIZATION)) {
      String type = text.substring(INITIALIZATION.length()).trim();
      thread.waitsFor(
          new Wait(new Lock(initialization(type), "class " + type), Wait.Kind.CLASS_INIT));
      return;
    }
    lock(text).ifPresent(lock -> note(text, lock, thread));
  }

  /** The id of the lock of whoever initializes that class. */
  static String initialization(String type) {
    return "initialization of " + type;
  }

  private static void note(String text, Lock lock, ThreadDraft thread) {
    if (text.startsWith("- waiting to ")) {
      thread.waitsFor(new Wait(lock, Wait.Kind.ENTER));
    } else if (text.startsWith("- waiting on ")) {
      thread.waitsFor(new Wait(lock, Wait.Kind.NOTIFY));
    } else if (text.startsWith("- parking ")) {
      thread.waitsFor(new Wait(lock, Wait.Kind.PARK));
    } else if (text.startsWith("- locked ") || text.startsWith("- <")) {
      thread.holds(lock);
    }
  }

  private static Optional<Lock> lock(String text) {
    int open = text.indexOf('<');
    int close = text.indexOf('>', open + 1);
    if (open < 0 || close < 0) {
      return Optional.empty();
    }
    if (close - open > LONGEST || text.length() - close > LONGEST) {
      return Optional.empty();
    }
    String id = text.substring(open + 1, close);
    if (id.startsWith("0x")) {
      return Optional.of(new Lock(id, type(text.substring(close + 1).trim())));
    }
    return id.indexOf('@') > 0 ? Optional.of(ofObject(id)) : Optional.empty();
  }

  /** {@code java.lang.Object@5e2d01b5}, as {@code Thread.dump_to_file} has it. */
  static Lock ofObject(String text) {
    int at = text.lastIndexOf('@');
    return new Lock(text, at < 0 ? text : text.substring(0, at));
  }

  /** {@code (a java.lang.Object)}, {@code (a java.lang.Class for S)}. */
  private static String type(String text) {
    String inner =
        text.startsWith("(a ") && text.endsWith(")") ? text.substring(3, text.length() - 1) : text;
    return inner.startsWith("java.lang.Class for ") ? "class " + inner.substring(20) : inner;
  }
}
