package io.selfheal.sandbox.cluster;

import java.util.Optional;

/** The API server says no: what its Status body will hold. */
public final class Rejection extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The object that the answer is about, as in a Status's details. */
  public record About(String name, String group, String kind) {}

  private final int code;
  private final String reason;
  private final transient Optional<About> about;
  private final String budgetCause;

  private Rejection(
      int code, String reason, String message, Optional<About> about, String budgetCause) {
    super(message);
    this.code = code;
    this.reason = reason;
    this.about = about;
    this.budgetCause = budgetCause;
  }

  public static Rejection of(int code, String reason, String message) {
    return new Rejection(code, reason, message, Optional.empty(), "");
  }

  /** The group is empty for the core API. */
  public static Rejection notFound(String group, String kind, String name) {
    String resource = group.isEmpty() ? kind : kind + "." + group;
    return new Rejection(
        404,
        "NotFound",
        resource + " \"" + name + "\" not found",
        Optional.of(new About(name, group, kind)),
        "");
  }

  public static Rejection forbidden(About about, String message) {
    return new Rejection(403, "Forbidden", message, Optional.of(about), "");
  }

  static Rejection conflict(String pod, String message) {
    return new Rejection(
        409,
        "Conflict",
        "Operation cannot be fulfilled on Pod \"" + pod + "\": " + message,
        Optional.of(new About(pod, "", "Pod")),
        "");
  }

  static Rejection budget(String cause) {
    return new Rejection(
        429,
        "TooManyRequests",
        "Cannot evict pod as it would violate the pod's disruption budget.",
        Optional.empty(),
        cause);
  }

  public int code() {
    return code;
  }

  /** Empty text when the Status has none. */
  public String reason() {
    return reason;
  }

  public Optional<About> about() {
    return about;
  }

  /** What the disruption budget says; empty text when this is not about one. */
  public String budgetCause() {
    return budgetCause;
  }
}
