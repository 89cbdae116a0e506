package io.selfheal.sandbox.drive;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Drive's limit on what a property may hold. */
final class SandboxDriveProperties {
  private static final int MOST = 124;

  private SandboxDriveProperties() {}

  static void requireFitting(Map<String, String> properties) {
    for (Map.Entry<String, String> property : properties.entrySet()) {
      String text = property.getKey() + property.getValue();
      if (text.getBytes(StandardCharsets.UTF_8).length > MOST) {
        throw SandboxDriveException.badRequest("invalid");
      }
    }
  }
}
