package io.selfheal.evidence.jcmd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.selfheal.kubernetes.ContainerSpec;
import io.selfheal.kubernetes.ContainerSpec.Medium;
import io.selfheal.kubernetes.ContainerSpec.Mount;
import io.selfheal.kubernetes.ExecResult;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RoomsTest {
  private final ScriptedCluster cluster = new ScriptedCluster();

  @Test
  void the_configured_folder_comes_first_and_then_the_emptiest() throws Exception {
    cluster.says("df", "Filesystem x\n" + line(100) + line(200) + line(300));
    assertEquals(
        List.of(room("/tmp", 100), room("/large", 300), room("/small", 200)),
        measure(emptyDir("/small"), emptyDir("/large")));
    assertEquals(1, cluster.commands.size());
  }

  @Test
  void only_an_empty_dir_that_can_be_written_and_named_to_jcmd_is_one_of_them() throws Exception {
    cluster.says("df", line(100));
    assertEquals(
        List.of(room("/tmp", 100)),
        measure(
            new Mount("/data", Medium.OTHER, Optional.empty(), false),
            new Mount("/dev/shm", Medium.MEMORY, Optional.empty(), false),
            new Mount("/config", Medium.EMPTY_DIR, Optional.empty(), true),
            emptyDir("/a=b"),
            emptyDir("/tmp")));
  }

  @Test
  void a_folder_that_cannot_be_told_does_not_hide_the_others() throws Exception {
    cluster.on(
        "df",
        request ->
            request.argv().contains("/gone")
                ? new ExecResult(1, line(100), "df: /gone: No such file or directory")
                : new ExecResult(0, line(100), ""));
    assertEquals(
        List.of(room("/tmp", 100), new Room("/gone", Optional.empty())),
        measure(emptyDir("/gone")));
  }

  @Test
  void an_image_without_df_tells_nothing() throws Exception {
    assertEquals(List.of(new Room("/tmp", Optional.empty())), measure());
  }

  private List<Room> measure(Mount... mounts) throws Exception {
    ContainerSpec spec =
        new ContainerSpec(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            Stream.of(mounts).collect(Collectors.toList()));
    Jvm jvm = new Jvm(new Commands(cluster, Scene.TARGET), List.of("jcmd"), "1", "");
    return new Rooms(jvm, spec, "/tmp").measure();
  }

  private static Mount emptyDir(String path) {
    return new Mount(path, Medium.EMPTY_DIR, Optional.empty(), false);
  }

  private static Room room(String folder, long kibibytes) {
    return new Room(folder, Optional.of(kibibytes << 10));
  }

  private static String line(long kibibytes) {
    return "overlay  1000 977 " + kibibytes + " 43% /\n";
  }
}
