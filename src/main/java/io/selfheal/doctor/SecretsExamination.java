package io.selfheal.doctor;

import io.selfheal.notification.NotificationException;
import io.selfheal.notification.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether what buttons in Slack need can be read: an app token, a file of signing secrets. */
public final class SecretsExamination implements Examination {
  private final Optional<Secret> appToken;
  private final Optional<Path> signingSecrets;

  public SecretsExamination(Optional<Secret> appToken, Optional<Path> signingSecrets) {
    this.appToken = appToken;
    this.signingSecrets = signingSecrets;
  }

  @Override
  public String check() {
    return "slack buttons";
  }

  @Override
  public List<Finding> findings() {
    return Stream.concat(
            appToken.stream().map(this::token), signingSecrets.stream().map(this::signing))
        .toList();
  }

  private Finding token(Secret secret) {
    try {
      return secret.read().startsWith("xapp-")
          ? Finding.ok(check(), "The app token can be read")
          : failed("The file of slack.appTokenFile holds none", "put one there, as xapp-...");
    } catch (NotificationException e) {
      return Troubles.of(check(), e);
    }
  }

  private Finding signing(Path file) {
    try {
      return Files.readString(file).isBlank()
          ? failed(file + " is empty", "put the app's signing secret there")
          : Finding.ok(check(), "The signing secret can be read");
    } catch (IOException e) {
      String why = "Cannot read " + file + ": " + e.getClass().getSimpleName();
      return failed(why, "put the app's signing secret there");
    }
  }

  private Finding failed(String why, String mend) {
    return Finding.failed(check(), why, mend);
  }
}
