package io.selfheal.sandbox.cluster;

import java.util.Optional;

/** The API server says no: what its Status body will hold. */
public final class Rejection extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The object that the answer is about, as in a Status's details. */
  public record About(String name, String group, String kind) {}

  /** What is wrong, for a program; the field is empty text where it is about none. */
  public record Cause(String reason, String message, String field) {}

  private final int code;
  private final String reason;
  private final transient Optional<About> about;
  private final transient Optional<Cause> cause;

  private Rejection(
      int code, String reason, String message, Optional<About> about, Optional<Cause> cause) {
    super(message);
    this.code = code;
    this.reason = reason;
    this.about = about;
    this.cause = cause;
  }

  public static Rejection of(int code, String reason, String message) {
    return new Rejection(code, reason, message, Optional.empty(), Optional.empty());
  }

  /** The group is empty for the core API. */
  public static Rejection notFound(String group, String kind, String name) {
    String resource = group.isEmpty() ? kind : kind + "." + group;
    return new Rejection(
        404,
        "NotFound",
        resource + " \"" + name + "\" not found",
        Optional.of(new About(name, group, kind)),
        Optional.empty());
  }

  public static Rejection forbidden(About about, String message) {
    return new Rejection(403, "Forbidden", message, Optional.of(about), Optional.empty());
  }

  static Rejection conflict(String pod, String message) {
    return new Rejection(
        409,
        "Conflict",
        "Operation cannot be fulfilled on Pod \"" + pod + "\": " + message,
        Optional.of(new About(pod, "", "Pod")),
        Optional.empty());
  }

  /** A field of a pod that may not be so; the cause's reason is one of the API's. */
  static Rejection invalid(String pod, String field, String cause, String why) {
    String message = "Pod \"%s\" is invalid: %s: %s".formatted(pod, field, why);
    Optional<About> about = Optional.of(new About(pod, "", "Pod"));
    return new Rejection(422, "Invalid", message, about, Optional.of(new Cause(cause, why, field)));
  }

  static Rejection budget(String why) {
    return new Rejection(
        429,
        "TooManyRequests",
        "Cannot evict pod as it would violate the pod's disruption budget.",
        Optional.empty(),
        Optional.of(new Cause("DisruptionBudget", why, "")));
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

  public Optional<Cause> cause() {
    return cause;
  }
}
