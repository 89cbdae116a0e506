package io.selfheal.triage.threads.dump;

/**
 * A call of a stack. Line numbers are left out, so that threads at the same work are equal.
 *
 * @param name {@code package.Class.method}, without the module and without a hidden class' address
 */
public record Frame(String name, boolean nativeMethod) {
  /** Of a line of a stack, with {@code at} or without. */
  static Frame of(String line) {
    String text = line.trim();
    int from = text.startsWith("at ") ? 3 : 0;
    int open = text.indexOf('(');
    String call = text.substring(from, open < from ? text.length() : open);
    return new Frame(plain(call), text.indexOf("Native Method", Math.max(open, 0)) >= 0);
  }

  private static String plain(String call) {
    int slash = call.lastIndexOf('/');
    if (slash < 0) {
      return call;
    }
    if (call.startsWith("0x", slash + 1)) {
      int method = call.indexOf('.', slash);
      return plain(call.substring(0, slash)) + (method < 0 ? "" : call.substring(method));
    }
    return call.substring(slash + 1);
  }

  public String type() {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(0, dot);
  }

  public String method() {
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
