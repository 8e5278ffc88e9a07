package org.vladoscope.common;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.LayoutBase;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.status.NopStatusListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * What is logged goes to the standard error stream, one message a line: the program's warnings
 * without the traces of exceptions, or what {@code -Dvladoscope.log=LEVEL} asks for, then with
 * traces and the warnings of libraries. Unasked these say nothing: a user who handed over a damaged
 * file is told so in the program's words.
 *
 * <p>Logback finds this class as a service. Said in Java, because reading the same from XML took
 * half of the time in which the program starts.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_NORMAL_PRIORITY)
public final class LogOnTerminal extends ContextAwareBase implements Configurator {

  /** Names the level of the program's own messages; {@code OFF} for none. */
  public static final String LEVEL_PROPERTY = "vladoscope.log";

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    context.getStatusManager().add(new NopStatusListener());
    @Nullable String asked = System.getProperty(LEVEL_PROPERTY);
    ConsoleAppender<ILoggingEvent> terminal = new ConsoleAppender<>();
    terminal.setContext(context);
    terminal.setName("STDERR");
    terminal.setTarget("System.err");
    LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
    encoder.setContext(context);
    encoder.setLayout(new Line(asked != null));
    encoder.start();
    terminal.setEncoder(encoder);
    terminal.start();
    ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.addAppender(terminal);
    root.setLevel(asked == null || asked.equals("OFF") ? Level.OFF : Level.WARN);
    context.getLogger("org.vladoscope").setLevel(Level.toLevel(asked, Level.WARN));
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  /** The level and the message, with nothing in it that moves the cursor. */
  static final class Line extends LayoutBase<ILoggingEvent> {
    private final boolean traces;

    Line(boolean traces) {
      this.traces = traces;
    }

    @Override
    public String doLayout(ILoggingEvent event) {
      String line =
          event.getLevel()
              + ": "
              + PlainText.of(event.getFormattedMessage())
              + System.lineSeparator();
      return traces && event.getThrowableProxy() != null
          ? line + PlainText.of(ThrowableProxyUtil.asString(event.getThrowableProxy()))
          : line;
    }
  }
}
