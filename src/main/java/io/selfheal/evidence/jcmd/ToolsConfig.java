package io.selfheal.evidence.jcmd;

import io.selfheal.config.Section;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What joins a pod whose image has no jcmd; also in section {@code capture}.
 *
 * @param image of JDK 25, with cat, ls, rm and sha256sum; empty to let nothing join a pod
 * @param timeout for it to run, with what it takes to pull the image
 */
record ToolsConfig(Optional<String> image, Duration timeout) {
  static final ToolsConfig DEFAULTS = new ToolsConfig(Optional.empty(), Duration.ofMinutes(2));

  private static final Pattern IMAGE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/:@-]{0,500}");

  static ToolsConfig read(Section section) {
    return new ToolsConfig(
        image(section), CaptureConfig.timeout(section, "toolsTimeout", DEFAULTS.timeout));
  }

  private static Optional<String> image(Section section) {
    String image = section.string("toolsImage", "");
    if (!image.isEmpty() && !IMAGE.matcher(image).matches()) {
      section.problem("toolsImage", "the name of an image, as registry.example/jdk:25");
    }
    return Optional.of(image).filter(name -> !name.isEmpty());
  }
}
