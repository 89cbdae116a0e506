package io.selfheal.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What came from outside cannot forge a line, nor speak to the terminal that shows it. */
class LogPatternTest {
  private static final String HOSTILE = "a\nb\rc\td\u0000e\u001b[2Jf\u0085g\u2028h\u009bi";

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

  private static String encoded(Throwable cause) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    ListAppender<ILoggingEvent> events = new ListAppender<>();
    events.start();
    var logger = context.getLogger("hostile");
    logger.setAdditive(false);
    logger.addAppender(events);
    logger.atInfo().setCause(cause).addKeyValue("label", HOSTILE).log("A sentence");
    logger.detachAppender(events);
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(context.getProperty("pattern"));
    encoder.start();
    return new String(encoder.encode(events.list.get(0)), StandardCharsets.UTF_8);
  }
}
