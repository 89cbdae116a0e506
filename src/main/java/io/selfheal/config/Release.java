package io.selfheal.config;

import java.util.Optional;

/** Which release of the responder this is. */
public final class Release {
  private Release() {}

  /** As the packaged jar's manifest says; classes that were not packaged have none. */
  public static String name() {
    return Optional.ofNullable(Release.class.getPackage().getImplementationVersion())
        .orElse("(not packaged)");
  }
}
