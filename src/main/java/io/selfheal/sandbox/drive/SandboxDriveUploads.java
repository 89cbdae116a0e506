package io.selfheal.sandbox.drive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The upload sessions of the sandbox's Drive, and how they become files. */
final class SandboxDriveUploads {
  private final Path folder;
  private final SandboxDriveFiles files;
  private final SandboxDriveFaults faults;
  private final AtomicLong received = new AtomicLong();
  private final Map<String, SandboxDriveSession> sessions = new ConcurrentHashMap<>();

  SandboxDriveUploads(Path folder, SandboxDriveFiles files, SandboxDriveFaults faults) {
    this.folder = folder;
    this.files = files;
    this.faults = faults;
  }

  /** Begins a session, and gives its id. */
  String start(SandboxDriveFile.Entry entry, Map<String, String> properties, long bytes)
      throws IOException {
    files.requireUnused(entry.id());
    files.get(entry.parent());
    String id = UUID.randomUUID().toString().replace("-", "");
    Path part = Files.createFile(folder.resolve(id + ".part"));
    sessions.put(id, new SandboxDriveSession(entry, properties, part, bytes));
    return id;
  }

  SandboxDriveSession session(String id) {
    return Optional.ofNullable(sessions.get(String.valueOf(id)))
        .orElseThrow(SandboxDriveException::notFound);
  }

  void expireAll() {
    sessions.clear();
  }

  void received(long bytes) {
    received.addAndGet(bytes);
  }

  long bytesReceived() {
    return received.get();
  }

  /** The file of a complete session, made at the first call. */
  synchronized SandboxDriveFile finish(SandboxDriveSession session) throws IOException {
    String id = session.entry().id();
    if (files.has(id)) {
      return files.get(id);
    }
    if (!Files.exists(session.part())) {
      throw SandboxDriveException.notFound();
    }
    Path file = Files.move(session.part(), folder.resolve(id));
    if (faults.takeCorruption()) {
      corrupt(file);
    }
    SandboxDriveFile.Content content =
        new SandboxDriveFile.Content(
            file, Files.size(file), digest(file, "SHA-256"), digest(file, "MD5"));
    return files.add(session.entry(), session.properties(), Optional.of(content));
  }

  private static void corrupt(Path file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer first = ByteBuffer.allocate(1);
      channel.read(first, 0);
      first.put(0, (byte) ~first.get(0)).rewind();
      channel.write(first, 0);
    }
  }

  private static String digest(Path file, String algorithm) throws IOException {
    try (InputStream in =
        new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance(algorithm))) {
      in.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(((DigestInputStream) in).getMessageDigest().digest());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + algorithm, e);
    }
  }
}
