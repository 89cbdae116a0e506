package io.selfheal.reliability.matrix;

import io.selfheal.alert.Labels;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What a seed makes of the first minute: who falls ill with what, and what others do meanwhile. */
final class Script {
  private static final int MOST_EPISODES = 3;
  private static final int FIRST_MINUTE = 60;
  private static final int LOOK = 2;
  private static final int LONGEST = 150;
  private static final List<Map<String, String>> ILLNESSES =
      List.of(
          Map.of("alertname", "JvmMemoryHigh memory", "priority", "P0"),
          Map.of("alertname", "HighJvm cpu", "priority", "P0"),
          Map.of("alertname", "SlowAnswers", "priority", "P1"),
          Map.of("alertname", "JvmWrites disk", "priority", "P0"),
          Map.of("alertname", "JvmMemoryHigh memory", "priority", "P7"));

  private final Timeline timeline;
  private final Random random;
  private final SimulatedCluster cluster;
  private final Alertmanagers alertmanagers;
  private final Trace trace;

  Script(
      Timeline timeline,
      Random random,
      SimulatedCluster cluster,
      Alertmanagers alertmanagers,
      Trace trace) {
    this.timeline = timeline;
    this.random = random;
    this.cluster = cluster;
    this.alertmanagers = alertmanagers;
    this.trace = trace;
  }

  void write() {
    int alerts = 1 + random.nextInt(MOST_EPISODES);
    for (int i = 0; i < alerts; i++) {
      timeline.inSeconds(i == 0 ? 1 : random.nextInt(FIRST_MINUTE), this::fallIll);
    }
    if (random.nextInt(3) == 0) {
      timeline.inSeconds(random.nextInt(FIRST_MINUTE), () -> cluster.restart(somePod()));
    }
    if (random.nextInt(3) == 0) {
      timeline.inSeconds(random.nextInt(FIRST_MINUTE), () -> cluster.replace(somePod()));
    }
  }

  private String somePod() {
    return (random.nextBoolean() ? "web-" : "db-") + random.nextInt(3);
  }

  /**
   * The labels may name a pod that is not there, or two, of which the exporter's own is not meant.
   */
  private void fallIll() {
    Map<String, String> labels = new HashMap<>(ILLNESSES.get(random.nextInt(ILLNESSES.size())));
    String pod = random.nextInt(12) == 0 ? "web-away" : somePod();
    labels.put("namespace", "shop");
    if (random.nextInt(6) == 0) {
      labels.put("exported_pod", pod);
      labels.put("pod", somePod());
    } else {
      labels.put("pod", pod);
    }
    Episode episode = new Episode(Labels.of(labels), pod, cluster.live(pod), timeline.now());
    trace.say(() -> "ill: " + labels);
    alertmanagers.begin(episode);
    timeline.inSeconds(30 + random.nextInt(LONGEST), episode::end);
    watch(episode);
  }

  /** It is over some seconds after its container is. */
  private void watch(Episode episode) {
    if (episode.over()) {
      return;
    }
    boolean there = cluster.live(episode.pod()).filter(episode::isAbout).isPresent();
    timeline.inSeconds(LOOK, there ? () -> watch(episode) : episode::end);
  }
}
