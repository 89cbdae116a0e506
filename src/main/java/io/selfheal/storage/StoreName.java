package io.selfheal.storage;

/**
 * Turns any text into one plain name of a file or folder. Names come from labels and pods, so they
 * are taken for hostile; two that end up alike are kept apart by the store.
 */
public final class StoreName {
  private static final int LONGEST = 180;
  private static final int TAIL = 40;

  private StoreName() {}

  public static String of(String text) {
    String plain = text.replaceAll("[^A-Za-z0-9._-]", "_");
    String named = plain.isEmpty() || plain.startsWith(".") ? "_" + plain : plain;
    return named.length() <= LONGEST ? named : shortened(named);
  }

  private static String shortened(String name) {
    return name.substring(0, LONGEST - TAIL - 2) + ".." + name.substring(name.length() - TAIL);
  }
}
