package io.selfheal.config;

/**
 * One mistake in a configuration file.
 *
 * @param path where, as {@code rules[0].when.priority}
 * @param value what stands there, shortened, or that it is hidden because it may be a secret; empty
 *     when the key is missing
 * @param expected what would be right, and the nearest key for a misspelt one
 */
public record Problem(String file, String path, String value, String expected) {
  @Override
  public String toString() {
    String found = value.isEmpty() ? "missing" : "found " + value;
    return file + ": " + path + ": " + found + "; expected " + expected;
  }
}
