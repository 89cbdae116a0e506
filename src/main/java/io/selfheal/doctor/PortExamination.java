package io.selfheal.doctor;

import io.selfheal.access.Credentials;
import io.selfheal.access.SecretFile;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether each secret that a port's callers are to show can be read: {@code serve} does not start
 * without.
 *
 * @param check the port's section
 */
public record PortExamination(String check, Credentials credentials) implements Examination {
  @Override
  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    credentials.files().stream()
        .map(file -> new SecretFile(file).trouble())
        .filter(trouble -> !trouble.isEmpty())
        .forEach(trouble -> findings.add(Finding.failed(check, trouble)));
    return findings.isEmpty() ? List.of(well()) : findings;
  }

  private Finding well() {
    return credentials.required()
        ? Finding.ok(check, "What callers are to show can be read")
        : Finding.skipped(check, "No credentials are configured");
  }
}
