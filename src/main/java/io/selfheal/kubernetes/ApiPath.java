package io.selfheal.kubernetes;

import java.util.regex.Pattern;

/**
 * A path below the API server. Names come from alerts: one that no object can have ({@code ..}, for
 * one, which would lead to another object) never becomes part of a request.
 */
record ApiPath(String text) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?");
  private static final int SHOWN = 63;

  /** Puts the names where the template has its {@code {}}, in order. */
  static ApiPath of(String template, String... names) throws ClusterException {
    StringBuilder path = new StringBuilder(template);
    for (String name : names) {
      int hole = path.indexOf("{}");
      path.replace(hole, hole + 2, checked(name));
    }
    return new ApiPath(path.toString());
  }

  static String checked(String name) throws ClusterException {
    if (NAME.matcher(name).matches()) {
      return name;
    }
    throw new ClusterException(
        ClusterException.Reason.NOT_FOUND,
        "Cannot ask for \"" + shown(name) + "\": no object has such a name; check the alert");
  }

  private static String shown(String name) {
    String start = name.substring(0, Math.min(name.length(), SHOWN));
    return start.replaceAll("[^\\x20-\\x7e]", "?");
  }

  @Override
  public String toString() {
    return text;
  }
}
