package io.selfheal.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What came from outside cannot forge a line, nor speak to the terminal that shows it. */
class LoggingTest {
  private static final String HOSTILE = "a\nb\rc\td\u0000e\u001b[2Jf\u0085g\u2028h\u009bi";

  @TempDir private Path folder;

  @Test
  void a_hostile_value_stays_on_its_line() {
    String line = encoded(null);
    assertEquals(1, line.lines().count(), line);
    assertTrue(line.contains("a b c d e [2Jf g h i"), line);
  }

  @Test
  void a_hostile_exception_says_nothing_to_the_terminal() {
    String lines = encoded(new IllegalStateException(HOSTILE));
    assertFalse(lines.matches("(?s).*[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f].*"), lines);
  }

  @Test
  void says_what_happens_and_not_how() {
    assertTrue(LoggerFactory.getLogger("io.selfheal.Any").isInfoEnabled());
    assertFalse(LoggerFactory.getLogger("io.selfheal.Any").isDebugEnabled());
    assertFalse(LoggerFactory.getLogger("org.eclipse.jetty.Any").isInfoEnabled());
  }

  @Test
  void writes_to_a_file_as_well_when_one_is_named() throws IOException {
    Path file = folder.resolve("responder.log");
    Logging.addFile(Map.of("LOG_FILE_PATH", file.toString()));
    LoggerFactory.getLogger("io.selfheal.Any").atInfo().log("A sentence for the file");
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.getLogger("ROOT").detachAppender(file.toString());
    assertTrue(Files.readString(file).contains("INFO  Any A sentence for the file"));
  }

  private static String encoded(Throwable cause) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    ListAppender<ILoggingEvent> events = new ListAppender<>();
    events.start();
    var logger = context.getLogger("hostile");
    logger.setAdditive(false);
    logger.addAppender(events);
    logger.atInfo().setCause(cause).addKeyValue("label", HOSTILE).log("A sentence");
    logger.detachAppender(events);
    byte[] line = Logging.encoder(context).encode(events.list.get(0));
    return new String(line, StandardCharsets.UTF_8);
  }
}
