package io.selfheal.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.selfheal.config.ConfigFile;
import io.selfheal.config.Problems;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A verdict as a table says it, and gates that are configured by a text. */
final class Said {
  private Said() {}

  static String of(Verdict verdict) {
    if (verdict instanceof Verdict.Refused refused) {
      return "refused " + refused.reason().code();
    }
    return verdict instanceof Verdict.Deferred deferred
        ? "deferred " + deferred.reason().code()
        : "allowed";
  }

  /** The defaults for namespace shop, and what else the text sets. */
  static Gates gates(String yaml) {
    return new Gates(config(yaml), Optional::empty);
  }

  static SafetyConfig config(String yaml) {
    Problems problems = new Problems("responder.yaml");
    SafetyConfig config =
        SafetyConfig.read(ConfigFile.parse("namespaces: [shop]\n" + yaml, problems), Map.of());
    assertEquals(List.of(), problems.found());
    return config;
  }
}
