package io.selfheal.doctor;

import io.selfheal.kubernetes.ClusterAccess;
import io.selfheal.kubernetes.ClusterConfig;
import io.selfheal.kubernetes.ClusterException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Whether the API server answers, and whether its clock is ours. */
public final class ClusterExamination implements Examination {
  private static final String KUBERNETES = "kubernetes";
  private static final String CLOCK = "clock";
  private static final Duration MOST_SKEW = Duration.ofSeconds(30);
  private static final String SET_CLOCKS = "let NTP set the clocks of the nodes";

  private final ClusterConfig config;
  private final Clock clock;

  public ClusterExamination(ClusterConfig config, Clock clock) {
    this.config = config;
    this.clock = clock;
  }

  @Override
  public String check() {
    return KUBERNETES;
  }

  @Override
  public List<Finding> findings() {
    try (ClusterAccess access = ClusterAccess.connect(config)) {
      Finding answers = Finding.ok(KUBERNETES, "The API server answers: " + access.version());
      return List.of(answers, skew(access.time()));
    } catch (ClusterException e) {
      return List.of(Finding.failed(KUBERNETES, e.getMessage()));
    }
  }

  private Finding skew(Optional<Instant> server) {
    if (server.isEmpty()) {
      return Finding.warning(CLOCK, "The API server does not say what time it is", SET_CLOCKS);
    }
    Duration skew = Duration.between(server.get(), clock.instant());
    String says = "Our clock is " + skew.toSeconds() + " s ahead of the API server's";
    return skew.abs().compareTo(MOST_SKEW) > 0
        ? Finding.warning(CLOCK, says, SET_CLOCKS)
        : Finding.ok(CLOCK, says);
  }
}
