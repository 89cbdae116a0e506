package io.selfheal.reliability;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A small disk of its own for a ledger: a file system that is mounted for one test. */
public final class Volume implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 30;
  private static final int LARGEST = 16 << 20;

  private final Path folder;

  private Volume(Path folder) {
    this.folder = folder;
  }

  /** In memory; it holds 8 MiB. The test is skipped where none may be mounted. */
  public static Volume inMemory(Path folder) throws IOException {
    Files.createDirectories(folder);
    return mounted(folder, "mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", folder.toString());
  }

  /** On a disk that goes read-only at its first error, as most do. */
  static Volume thatMayFail(Path folder) throws IOException {
    Path image = folder.resolveSibling(folder.getFileName() + ".image");
    Files.createDirectories(folder);
    Files.write(image, new byte[LARGEST]);
    skipUnless(succeeds("mkfs.ext4", "-q", "-F", image.toString()), "no ext4 can be made");
    return mounted(
        folder, "mount", "-o", "loop,errors=remount-ro", image.toString(), folder.toString());
  }

  public Path folder() {
    return folder;
  }

  /** Writes until nothing fits any more. */
  public void fill() throws IOException {
    byte[] block = new byte[1 << 12];
    try (OutputStream filler = Files.newOutputStream(filler())) {
      assertThrows(IOException.class, () -> writeUntilFull(filler, block));
    }
  }

  private static void writeUntilFull(OutputStream filler, byte[] block) throws IOException {
    for (int i = 0; i < LARGEST; i += block.length) {
      filler.write(block);
    }
  }

  void makeRoom() throws IOException {
    Files.delete(filler());
  }

  /** An error, as the kernel would find one: from now on nothing can be written. */
  void fail() throws IOException {
    String device = Files.getFileStore(folder).name();
    Path trigger =
        Path.of("/sys/fs/ext4", Path.of(device).getFileName().toString(), "trigger_fs_error");
    skipUnless(Files.isWritable(trigger), "the kernel cannot be told of an error");
    Files.writeString(trigger, "self-heal's test");
  }

  /** As a new pod would find it: repaired, and mounted again. */
  void repair() throws IOException {
    String image = folder + ".image";
    assertDone("umount", folder.toString());
    run("e2fsck", "-p", image);
    assertDone("mount", "-o", "loop,errors=remount-ro", image, folder.toString());
  }

  @Override
  public void close() throws IOException {
    run("umount", folder.toString());
  }

  private Path filler() {
    return folder.resolve("filler");
  }

  private static Volume mounted(Path folder, String... command) throws IOException {
    skipUnless(succeeds(command), "nothing may be mounted");
    return new Volume(folder);
  }

  /** The build does not print why an assumption failed. */
  private static void skipUnless(boolean possible, String why) {
    if (!possible) {
      System.out.println("Skipped: a broken disk needs root on Linux, and here " + why);
    }
    assumeTrue(possible, why);
  }

  private static void assertDone(String... command) throws IOException {
    if (!succeeds(command)) {
      throw new AssertionError("Cannot " + String.join(" ", command));
    }
  }

  private static boolean succeeds(String... command) throws IOException {
    try {
      return run(command) == 0;
    } catch (IOException notThere) {
      return false;
    }
  }

  private static int run(String... command) throws IOException {
    Process process =
        new ProcessBuilder(List.of(command))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return process.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join().exitValue();
  }
}
