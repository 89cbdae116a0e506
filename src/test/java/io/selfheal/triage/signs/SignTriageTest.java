package io.selfheal.triage.signs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.evidence.ArtefactKind;
import io.selfheal.triage.Finding;
import io.selfheal.triage.PartialDiagnosis;
import io.selfheal.triage.Specimen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All that was captured of a pod, read together; and what is no such thing. */
class SignTriageTest {
  private static final String POD =
      """
      kind: Pod
      spec:
        containers:
        - name: sidecar
          resources: {limits: {memory: 64Mi}}
        - name: app
          resources: {limits: {memory: 1Gi}}
      status:
        containerStatuses:
        - name: app
          restartCount: 3
          lastState:
            terminated: {exitCode: 137, reason: OOMKilled}
      """;

  @TempDir Path folder;

  @Test
  void what_belongs_together_is_read_together() throws IOException {
    PartialDiagnosis diagnosis =
        SignTriage.of(
            List.of(
                file(ArtefactKind.POD, "pod.yaml", POD),
                file(ArtefactKind.VM_FLAGS, "vm-flags.txt", "17:\n-XX:MaxHeapSize=805306368\n"),
                file(ArtefactKind.THREAD_DUMP, "thread-dump-1.txt", "\"pool\" tid=1\n".repeat(400)),
                file(
                    ArtefactKind.CONTAINER_METRICS,
                    "container-metrics.yaml",
                    "containers:\n- name: app\n  usage: {memory: 1000Mi}\n"),
                file(
                    ArtefactKind.LOG, "log.txt", "java.lang.OutOfMemoryError: Java heap space\n")));
    assertEquals(List.of(), diagnosis.unread());
    assertEquals(
        List.of(
            "Container `app` was OOMKilled at its memory limit of 1 GiB, and was restarted 3 times",
            "The log has `java.lang.OutOfMemoryError` (Java heap space) once",
            "The JVM may grow to 1.1 GiB, and container `app` only to 1 GiB",
            "Container `app` takes 98 % of its memory limit of 1 GiB"),
        diagnosis.findings().stream().map(Finding::sentence).toList());
  }

  @ParameterizedTest
  @EnumSource
  void no_file_whatever_is_in_it_stops_the_reading(ArtefactKind kind) throws IOException {
    byte[] noise = new byte[200_000];
    new Random(17).nextBytes(noise);
    List<Specimen> files =
        List.of(
            bytes(kind, "noise", noise),
            file(kind, "empty", ""),
            file(kind, "deep", "[".repeat(100_000)),
            file(kind, "alias", "a: &a [*a, *a]\nb: *c\n"),
            new Specimen(kind, "gone", folder.resolve("gone")),
            file(
                ArtefactKind.EVENTS,
                "events.txt",
                "2026-11-21T00:36:37Z  Warning  BackOff  kubelet\n"));
    PartialDiagnosis diagnosis = SignTriage.of(files);
    assertEquals("Kubernetes warned of BackOff once", diagnosis.findings().get(0).sentence());
  }

  @Test
  void what_cannot_be_read_is_told_without_its_words() throws IOException {
    PartialDiagnosis diagnosis =
        SignTriage.of(List.of(file(ArtefactKind.POD, "pod.yaml", "a: [hunter2\n: }")));
    assertEquals(1, diagnosis.unread().size());
    assertTrue(
        diagnosis.unread().get(0).startsWith("Cannot read pod.yaml: "), diagnosis.toString());
    assertTrue(!diagnosis.toString().contains("hunter2"), diagnosis.toString());
  }

  @Test
  void a_line_without_end_costs_little() throws IOException {
    String line =
        "java.a.".repeat(100_000) + "(((".repeat(100_000) + " ERROR " + "x=".repeat(100_000);
    PartialDiagnosis diagnosis = SignTriage.of(List.of(file(ArtefactKind.LOG, "log.txt", line)));
    assertTrue(diagnosis.findings().size() < 2, diagnosis.toString());
  }

  private Specimen file(ArtefactKind kind, String name, String text) throws IOException {
    return new Specimen(kind, name, Files.writeString(folder.resolve(name), text));
  }

  private Specimen bytes(ArtefactKind kind, String name, byte[] bytes) throws IOException {
    return new Specimen(kind, name, Files.write(folder.resolve(name), bytes));
  }
}
