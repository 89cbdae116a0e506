package io.selfheal.rules;

import java.util.regex.Pattern;

/** What the value of a label must look like before anything is done with it. */
enum ValueShape {
  /** RFC 1123: namespaces and containers. */
  LABEL(63, "[a-z0-9]([-a-z0-9]*[a-z0-9])?", "a Kubernetes name"),
  /** RFC 1123, with dots: pods. */
  SUBDOMAIN(
      253, "[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*", "a Kubernetes name"),
  /** What people read: one line of visible characters. */
  LINE(128, "[^\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+", "one line of at most 128 characters");

  private final int longest;
  private final Pattern pattern;
  private final String description;

  ValueShape(int longest, String pattern, String description) {
    this.longest = longest;
    this.pattern = Pattern.compile(pattern);
    this.description = description;
  }

  boolean holds(String value) {
    return value.length() <= longest && pattern.matcher(value).matches();
  }

  String description() {
    return description;
  }
}
