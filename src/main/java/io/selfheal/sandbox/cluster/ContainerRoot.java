package io.selfheal.sandbox.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
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
  private static final String PROC_ROOT = "/proc/1/root";

  /** The folder of the container that this one joined. */
  private record Joined(ContainerRoot root, boolean mayEnter) {}

  private final Path folder;
  private final Identity identity;
  private final Optional<Joined> joined;

  private ContainerRoot(Path folder, Identity identity, Optional<Joined> joined) {
    this.folder = folder;
    this.identity = identity;
    this.joined = joined;
  }

  /** The identity is of the JVM, as its container tells it. */
  static ContainerRoot create(Path folder, Identity identity) {
    return new ContainerRoot(made(folder), identity, Optional.empty());
  }

  /** A folder of its own, from which this one is seen as the root of process 1. */
  ContainerRoot beside(String name, boolean mayEnter) {
    Path place = made(folder.resolveSibling(name));
    return new ContainerRoot(place, identity, Optional.of(new Joined(this, mayEnter)));
  }

  private static Path made(Path folder) {
    try {
      Files.createDirectories(folder.resolve("tmp"));
      Files.createDirectories(folder.resolve("etc"));
      Files.writeString(folder.resolve("etc/passwd"), "root:x:0:0:root:/root:/bin/sh\n");
      return folder.toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path folder() {
    return folder;
  }

  Identity identity() {
    return identity;
  }

  /** As its JVM sees it. */
  ContainerRoot ofJvm() {
    return joined.map(Joined::root).orElse(this);
  }

  boolean isBeside() {
    return joined.isPresent();
  }

  boolean mayEnter() {
    return joined.map(Joined::mayEnter).orElse(true);
  }

  /** Whether the kernel keeps such a path from whoever is not of the JVM's user and group. */
  boolean denies(String argument) {
    return !mayEnter() && argument.contains(PROC_ROOT);
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
    if (joined.isPresent() && (path + "/").startsWith(PROC_ROOT + "/")) {
      return joined.get().root().folder + path.substring(PROC_ROOT.length());
    }
    boolean proc = path.startsWith(PROC_SELF);
    if (proc && PROC_FILES.contains(path.substring(PROC_SELF.length()))) {
      return "/proc/" + pid + "/" + path.substring(PROC_SELF.length());
    }
    return folder + path;
  }

  String strip(String text) {
    String seen =
        joined.map(other -> text.replace(other.root().folder.toString(), PROC_ROOT)).orElse(text);
    return seen.replace(folder.toString(), "");
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
