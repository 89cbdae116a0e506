package io.selfheal.sandbox.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Held to what GNU's tools say, whose place it takes on other systems. */
class ChecksumsTest {
  @TempDir private Path folder;

  @Test
  void answers_as_the_tools_do() throws Exception {
    ContainerRoot root = ContainerRoot.create(folder, new Identity(0, 0));
    String file = root.inside("/etc/passwd", 1);
    Exec hash = Checksums.run("sha256sum", List.of(file), root);
    Exec size = Checksums.run("stat", List.of("-c", "%s", file), root);
    assertEquals(
        "79492b90d473e2387338ef1518dfbceb9e3392ae5740235a6696621e42218efa  /etc/passwd\n",
        text(hash));
    assertEquals("30\n", text(size));
  }

  @Test
  void a_missing_file_fails_as_theirs() throws Exception {
    ContainerRoot root = ContainerRoot.create(folder, new Identity(0, 0));
    Exec exec = Checksums.run("sha256sum", List.of(root.inside("/tmp/x", 1)), root);
    assertEquals(1, exec.waitFor());
    assertEquals(
        "sha256sum: /tmp/x: No such file or directory\n",
        new String(exec.stderr().readAllBytes(), StandardCharsets.UTF_8));
  }

  private static String text(Exec exec) throws Exception {
    return new String(exec.stdout().readAllBytes(), StandardCharsets.UTF_8);
  }
}
