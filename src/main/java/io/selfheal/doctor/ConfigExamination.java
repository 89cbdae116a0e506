package io.selfheal.doctor;

import java.nio.file.Path;
import java.util.List;

/** Whether a configuration without mistakes does anything at all. */
public record ConfigExamination(Path file, int rules, List<String> namespaces)
    implements Examination {
  public ConfigExamination {
    namespaces = List.copyOf(namespaces);
  }

  @Override
  public String check() {
    return "config";
  }

  @Override
  public List<Finding> findings() {
    return List.of(
        namespaces.isEmpty()
            ? Finding.warning(
                check(), file + " names no namespace: nothing is touched", "set namespaces")
            : Finding.ok(check(), file + ": " + rules + " rules, for " + named()));
  }

  private String named() {
    return String.join(", ", namespaces);
  }
}
