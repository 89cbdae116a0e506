package io.selfheal.config;

import java.util.Locale;

/**
 * The one way to write an enum's constant outside of Java, {@code heap-dump} for HEAP_DUMP: in
 * configuration, tags of metrics, logs and messages.
 */
public final class Slug {
  private Slug() {}

  public static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
