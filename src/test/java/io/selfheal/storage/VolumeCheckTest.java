package io.selfheal.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VolumeCheckTest {
  private static final List<String> TABLE =
      List.of(
          "1000 900 0:300 / / ro,relatime - overlay overlay rw,lowerdir=/x",
          "1001 1000 8:1 /var/lib/kubelet/pods/u/volumes/kubernetes.io~empty-dir/scratch /scratch rw - ext4 /dev/sda1 rw",
          "1002 1000 8:16 / /var/lib/self-heal/spool rw,relatime - ext4 /dev/sdb rw",
          "1003 1000 0:301 / /var/lib/self-heal/fast rw - tmpfs tmpfs rw");

  @Test
  void a_volume_of_its_own_outlives_the_pod() {
    assertEquals(
        Optional.empty(),
        VolumeCheck.volatileBecause(Path.of("/var/lib/self-heal/spool/x"), TABLE));
  }

  @Test
  void the_containers_own_layer_does_not() {
    assertEquals(
        Optional.of("its file system is overlay"),
        VolumeCheck.volatileBecause(Path.of("/var/lib/self-heal/store"), TABLE));
  }

  @Test
  void an_empty_dir_does_not() {
    assertEquals(
        Optional.of("it is an emptyDir"),
        VolumeCheck.volatileBecause(Path.of("/scratch/spool"), TABLE));
  }

  @Test
  void memory_does_not() {
    assertEquals(
        Optional.of("its file system is tmpfs"),
        VolumeCheck.volatileBecause(Path.of("/var/lib/self-heal/fast"), TABLE));
  }
}
