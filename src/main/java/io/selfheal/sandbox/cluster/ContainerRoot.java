package io.selfheal.sandbox.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The folder that a container takes for {@code /}. Paths that come in are put below it, whatever
 * they hold; text that goes out loses it again.
 */
final class ContainerRoot {
  /** The same in every container. */
  private static final Set<String> DEVICES = Set.of("/dev/null", "/dev/zero");

  /** What a pod may read of its own process; {@code root} and the like would lead out. */
  private static final Set<String> PROC_FILES = Set.of("status", "comm", "cmdline", "limits");

  private static final String PROC_SELF = "/proc/1/";

  private final Path folder;

  private ContainerRoot(Path folder) {
    this.folder = folder;
  }

  static ContainerRoot create(Path folder) {
    try {
      Files.createDirectories(folder.resolve("tmp"));
      Files.createDirectories(folder.resolve("etc"));
      Files.writeString(folder.resolve("etc/passwd"), "root:x:0:0:root:/root:/bin/sh\n");
      return new ContainerRoot(folder.toRealPath());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path folder() {
    return folder;
  }

  /** An argument as the tool must see it: {@code /tmp/x}, {@code if=/tmp/x}, {@code ../x}. */
  String inside(String argument, long pid) {
    int value = argument.startsWith("/") ? 0 : argument.indexOf('=') + 1;
    String path = argument.substring(value);
    if (!path.startsWith("/") && !path.contains("..")) {
      return argument;
    }
    return argument.substring(0, value) + map(Path.of("/" + path).normalize().toString(), pid);
  }

  private String map(String path, long pid) {
    if (DEVICES.contains(path)) {
      return path;
    }
    boolean proc = path.startsWith(PROC_SELF);
    if (proc && PROC_FILES.contains(path.substring(PROC_SELF.length()))) {
      return "/proc/" + pid + "/" + path.substring(PROC_SELF.length());
    }
    return folder + path;
  }

  String strip(String text) {
    return text.replace(folder.toString(), "");
  }

  void delete() {
    deleteTree(folder);
  }

  static void deleteTree(Path top) {
    if (!Files.exists(top)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(top)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
