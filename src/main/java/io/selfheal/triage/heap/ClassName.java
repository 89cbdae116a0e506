package io.selfheal.triage.heap;

import io.selfheal.triage.hprof.BasicType;
import java.util.List;
import java.util.regex.Pattern;

/** The name of a class, as people write it. */
final class ClassName {
  private static final List<String> OF_JAVA =
      List.of("java.", "javax.", "jdk.", "sun.", "com.sun.", "org.graalvm.");
  private static final String PRIMITIVES = "ZCFDBSIJ";

  /** {@code Cart$$Lambda$2+0x00007f0019001210}, which is another one in each JVM. */
  private static final Pattern HIDDEN = Pattern.compile("(\\$\\d+)?[+/]0x.*|/.*");

  private ClassName() {}

  /**
   * {@code java.lang.String[]} for {@code [Ljava/lang/String;}.
   *
   * @param internal as the JVM writes it, with slashes or dots
   */
  static String readable(String internal) {
    int dimensions = 0;
    while (dimensions < internal.length() && internal.charAt(dimensions) == '[') {
      dimensions++;
    }
    String element = internal.substring(dimensions);
    String named = dotted(dimensions == 0 ? element : element(element)) + "[]".repeat(dimensions);
    return named.replace('`', '\'');
  }

  /** Without its package, and without what the JVM adds to a hidden class' name. */
  static String simple(String readable) {
    String named = HIDDEN.matcher(readable).replaceFirst("");
    return named.substring(named.lastIndexOf('.') + 1);
  }

  /** The package, empty for arrays of primitives. */
  static String packageOf(String readable) {
    String named = HIDDEN.matcher(readable).replaceFirst("");
    return named.contains(".") ? named.substring(0, named.lastIndexOf('.')) : "";
  }

  /** Whether it comes with Java: everybody has it, so that it says little. */
  static boolean ofJava(String readable) {
    return primitiveArray(readable) || OF_JAVA.stream().anyMatch(readable::startsWith);
  }

  /** Java makes one of these for each method that is called by reflection often. */
  static boolean ofDelegation(String readable) {
    return ofJava(readable) && readable.endsWith(".DelegatingClassLoader");
  }

  static boolean primitiveArray(String readable) {
    String element = readable.replace("[]", "");
    for (BasicType type : BasicType.values()) {
      if (type != BasicType.OBJECT && type.keyword().equals(element)) {
        return true;
      }
    }
    return false;
  }

  private static String dotted(String name) {
    return name.replace('/', '.').replace(".0x", "/0x");
  }

  private static String element(String descriptor) {
    if (descriptor.startsWith("L")) {
      return descriptor.substring(1).replace(";", "");
    }
    return keyword(descriptor);
  }

  private static String keyword(String descriptor) {
    int primitive = descriptor.isEmpty() ? -1 : PRIMITIVES.indexOf(descriptor.charAt(0));
    return primitive < 0
        ? descriptor
        : BasicType.ofTag(BasicType.BOOLEAN.tag() + primitive).keyword();
  }
}
