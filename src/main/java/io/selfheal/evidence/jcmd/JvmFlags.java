package io.selfheal.evidence.jcmd;

import io.selfheal.evidence.capture.CaptureFailure;
import io.selfheal.kubernetes.ExecResult;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The flags of a JVM that are not as it would have them by itself, as {@code VM.flags} has them.
 */
record JvmFlags(String text) {
  static JvmFlags ask(Jvm jvm) throws CaptureFailure, InterruptedException {
    ExecResult answer = jvm.run(List.of("VM.flags"), Commands.SHORT);
    if (!answer.succeeded()) {
      throw JcmdAnswer.failure(answer);
    }
    return new JvmFlags(answer.stdout());
  }

  /** A path may hold spaces: it ends where the next flag begins, or the line does. */
  Optional<String> path(String flag) {
    Matcher value =
        Pattern.compile("(?m)(?:^| )-XX:" + flag + "=(\\P{Cntrl}{1,1000}?)(?= +-XX:| *$)")
            .matcher(text);
    return value.find() ? Optional.of(value.group(1)) : Optional.empty();
  }

  boolean above0(String flag) {
    return Pattern.compile("(?m)(?:^| )-XX:" + flag + "=[1-9]").matcher(text).find();
  }
}
