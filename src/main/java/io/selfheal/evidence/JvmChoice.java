package io.selfheal.evidence;

/**
 * Which JVM is meant where a container runs several: among those that fit, the one that holds the
 * most memory.
 */
@FunctionalInterface
public interface JvmChoice {
  JvmChoice ANY = mainClass -> true;

  /**
   * @param mainClass the name of the main class, or the path of the jar, as {@code jcmd -l} has it
   */
  boolean fits(String mainClass);
}
