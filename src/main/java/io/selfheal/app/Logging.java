package io.selfheal.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is logged, how, and where to: standard error. In code, since an XML file would take a tenth
 * of the start to read; {@code -Dlogback.configurationFile=FILE} replaces all of it.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_TOP_PRIORITY)
public final class Logging extends ContextAwareBase implements Configurator {
  /** Control characters become spaces: what came from outside cannot forge a line. */
  static final String PATTERN =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger{0}"
          + " %replace(%msg %kvp %mdc){'[\\x00-\\x1f\\x7f-\\x9f\\u2028\\u2029]', ' '}%n"
          + "%replace(%ex){'[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f]', ' '}%nopex";

  private static final String REPLACED_BY = "logback.configurationFile";
  private static final String FILE_VARIABLE = "LOG_FILE_PATH";
  private static final List<String> CHATTY =
      List.of("org.eclipse.jetty", "io.javalin", "org.flywaydb");

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    if (System.getProperty(REPLACED_BY) != null) {
      return ExecutionStatus.INVOKE_NEXT_IF_ANY;
    }
    ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
    console.setTarget("System.err");
    append(context, console);
    context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.INFO);
    CHATTY.forEach(name -> context.getLogger(name).setLevel(Level.WARN));
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  /** {@code LOG_FILE_PATH}: what goes to standard error goes to that file as well. */
  static void addFile(Map<String, String> env) {
    String file = env.getOrDefault(FILE_VARIABLE, "");
    if (!file.isBlank()) {
      FileAppender<ILoggingEvent> appender = new FileAppender<>();
      appender.setName(file);
      appender.setFile(file);
      append((LoggerContext) LoggerFactory.getILoggerFactory(), appender);
    }
  }

  static PatternLayoutEncoder encoder(LoggerContext context) {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(PATTERN);
    encoder.start();
    return encoder;
  }

  private static void append(LoggerContext context, OutputStreamAppender<ILoggingEvent> appender) {
    appender.setContext(context);
    appender.setEncoder(encoder(context));
    appender.start();
    context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
  }
}
