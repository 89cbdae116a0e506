package io.selfheal.storage.drive;

import static io.selfheal.sandbox.drive.SandboxDriveFault.cutAfter;
import static io.selfheal.sandbox.drive.SandboxDriveFault.status;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.selfheal.sandbox.drive.SandboxDriveCall;
import io.selfheal.storage.RememberedProgress;
import io.selfheal.storage.SpoolFiles;
import io.selfheal.storage.StorageException;
import io.selfheal.storage.Upload;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

class DriveSecretsTest {
  private static final Logger LOGGER = (Logger) LoggerFactory.getLogger("io.selfheal");

  @TempDir private Path folder;
  private final RememberedProgress progress = new RememberedProgress();
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private DriveBench bench;
  private Upload upload;

  @BeforeEach
  void start() throws IOException {
    bench = new DriveBench(folder.resolve("drive"));
    upload = new SpoolFiles(folder).upload("heap-dump.hprof", 2 * DriveBench.CHUNK);
    LOGGER.setLevel(Level.TRACE);
    LOGGER.addAppender(log);
    log.start();
  }

  @AfterEach
  void stop() {
    LOGGER.detachAppender(log);
    LOGGER.setLevel(null);
    bench.close();
  }

  @ParameterizedTest
  @EnumSource(SandboxDriveCall.class)
  void leaks_no_secret(SandboxDriveCall call) throws Exception {
    bench.drive.faults().next(SandboxDriveCall.CHUNK, cutAfter(1000));
    bench.drive.faults().next(call, status(500, "internalError"), Retry.ATTEMPTS * 2);
    bench.drive.faults().next(SandboxDriveCall.ASK_SESSION, status(500, ""), Retry.ATTEMPTS);
    assertSilent(assertThrows(StorageException.class, this::put));
  }

  @Test
  void leaks_no_secret_of_a_key_that_cannot_be_read() throws Exception {
    String key = Files.readString(bench.drive.credentialsFile());
    String secret = secretsOf(key).get(1);
    Files.writeString(bench.drive.credentialsFile(), key.replace(secret, secret + "\u0001!"));
    StorageException e = assertThrows(StorageException.class, this::put);
    assertFalse(trace(e).contains(secret), trace(e));
    assertEquals(StorageException.Reason.UNAUTHORIZED, e.reason());
  }

  @Test
  void shows_no_session_as_text() {
    UploadSession session = new UploadSession("id", "0".repeat(64), "https://secret");
    assertEquals("UploadSession[id]", session.toString());
    assertEquals(session, UploadSession.parse(session.text()).orElseThrow());
  }

  private void put() throws Exception {
    bench.store().put(upload, progress);
  }

  private void assertSilent(StorageException e) throws IOException {
    String said = trace(e) + log.list;
    for (String secret : secretsOf(Files.readString(bench.drive.credentialsFile()))) {
      assertFalse(said.contains(secret), said);
    }
    assertFalse(said.matches("(?s).*sandbox-[0-9a-f]{48}.*"), said);
    assertFalse(said.contains("upload_id"), said);
  }

  private static List<String> secretsOf(String key) throws IOException {
    String pem = new ObjectMapper().readTree(key).get("private_key").asText();
    return Stream.of(pem.split("\\R", -1)).filter(line -> line.length() > 10).toList();
  }

  private static String trace(Throwable e) {
    StringWriter text = new StringWriter();
    e.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
