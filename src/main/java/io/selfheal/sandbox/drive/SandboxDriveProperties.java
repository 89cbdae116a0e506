package io.selfheal.sandbox.drive;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Drive's limits on properties: how many of one app, and what one may hold. */
final class SandboxDriveProperties {
  private static final int MOST = 124;
  private static final int MOST_PROPERTIES = 30;

  private SandboxDriveProperties() {}

  static void requireFitting(Map<String, String> properties) {
    if (properties.size() > MOST_PROPERTIES) {
      throw SandboxDriveException.badRequest("invalid");
    }
    for (Map.Entry<String, String> property : properties.entrySet()) {
      String text = property.getKey() + property.getValue();
      if (text.getBytes(StandardCharsets.UTF_8).length > MOST) {
        throw SandboxDriveException.badRequest("invalid");
      }
    }
  }
}
