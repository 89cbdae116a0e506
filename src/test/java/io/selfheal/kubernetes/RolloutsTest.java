package io.selfheal.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kubernetes.client.openapi.models.V1DaemonSet;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When is a controller in the middle of something? */
class RolloutsTest {
  private static final String META = "'metadata':{'name':'web','namespace':'shop','generation':2}";

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          all there                       | 2 | 3 | 3 | 3 | True NewReplicaSetAvailable     | false
          one pod is sick                 | 2 | 3 | 3 | 2 | True NewReplicaSetAvailable     | false
          no pod is ready                 | 2 | 3 | 3 | 0 | True NewReplicaSetAvailable     | false
          the newest spec was not seen    | 1 | 3 | 3 | 3 | True NewReplicaSetAvailable     | true
          some pods are still old         | 2 | 3 | 1 | 3 | True ReplicaSetUpdated          | true
          an old pod has yet to go        | 2 | 4 | 3 | 3 | True ReplicaSetUpdated          | true
          new pods are not available yet  | 2 | 3 | 3 | 1 | True ReplicaSetUpdated          | true
          it gave up, with all pods new   | 2 | 3 | 3 | 2 | False ProgressDeadlineExceeded  | false
          """)
  void deployment(
      String when, int seen, int replicas, int updated, int ready, String said, boolean expected) {
    String[] progress = said.split(" ", -1);
    String status =
        ("'observedGeneration':%d,'replicas':%d,'updatedReplicas':%d,'readyReplicas':%d,"
                + "'conditions':[{'type':'Progressing','status':'%s','reason':'%s'}]")
            .formatted(seen, replicas, updated, ready, progress[0], progress[1]);
    String json = "{%s,'spec':{'replicas':3},'status':{%s}}".formatted(META, status);
    Workload workload = WorkloadView.of(read(json, V1Deployment.class));
    assertEquals(expected, workload.rollingOut(), when);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          all there                      | 2 | a | a | 3 | RollingUpdate | 0 | false
          the newest spec was not seen   | 1 | a | a | 3 | RollingUpdate | 0 | true
          a newer revision rolls out     | 2 | a | b | 1 | RollingUpdate | 0 | true
          a canary is held back, done    | 2 | a | b | 1 | RollingUpdate | 2 | false
          a canary is held back, not yet | 2 | a | b | 0 | RollingUpdate | 2 | true
          a pod is missing               | 2 | a | a | 2 | RollingUpdate | 0 | false
          pods change when deleted       | 2 | a | b | 0 | OnDelete      | 0 | false
          """)
  void stateful_set(
      String when,
      int seen,
      String current,
      String update,
      int updated,
      String type,
      int partition,
      boolean expected) {
    String strategy =
        "'updateStrategy':{'type':'%s','rollingUpdate':{'partition':%d}}"
            .formatted(type, partition);
    String status =
        ("'observedGeneration':%d,'currentRevision':'%s','updateRevision':'%s',"
                + "'updatedReplicas':%d")
            .formatted(seen, current, update, updated);
    String json = "{%s,'spec':{'replicas':3,%s},'status':{%s}}".formatted(META, strategy, status);
    assertEquals(expected, WorkloadView.of(read(json, V1StatefulSet.class)).rollingOut(), when);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          all there                    | 2 | 3 | 3 | RollingUpdate | false
          one pod is sick              | 2 | 3 | 2 | RollingUpdate | false
          the newest spec was not seen | 1 | 3 | 3 | RollingUpdate | true
          some pods are still old      | 2 | 1 | 3 | RollingUpdate | true
          pods change when deleted     | 2 | 1 | 3 | OnDelete      | false
          """)
  void daemon_set(String when, int seen, int updated, int ready, String type, boolean expected) {
    String status =
        ("'observedGeneration':%d,'desiredNumberScheduled':3,'updatedNumberScheduled':%d,"
                + "'numberReady':%d")
            .formatted(seen, updated, ready);
    String json =
        "{%s,'spec':{'updateStrategy':{'type':'%s'}},'status':{%s}}".formatted(META, type, status);
    Workload workload = WorkloadView.of(read(json, V1DaemonSet.class));
    assertEquals(expected, workload.rollingOut(), when);
    assertEquals(3, workload.desired());
  }

  private static <T> T read(String json, Class<T> type) {
    return LenientJson.GSON.fromJson(json.replace('\'', '"'), type);
  }
}
