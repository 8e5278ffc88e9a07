package org.vladoscope.common;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

class LogOnTerminalTest {

  @Test
  void logbackFindsItAndAsksNobodyAfterIt() {
    assertThat(ServiceLoader.load(Configurator.class))
        .hasAtLeastOneElementOfType(LogOnTerminal.class);
    assertThat(new LogOnTerminal().configure(new LoggerContext()))
        .isEqualTo(Configurator.ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY);
  }

  @Test
  void theProgramsWarningsAreShownAndNothingOfLibraries() {
    LoggerContext context = new LoggerContext();
    new LogOnTerminal().configure(context);
    assertThat(context.getLogger("org.vladoscope.a").isWarnEnabled()).isTrue();
    assertThat(context.getLogger("org.vladoscope.a").isInfoEnabled()).isFalse();
    assertThat(context.getLogger("io.jhdf.HdfFile").isErrorEnabled()).isFalse();
  }

  @Test
  @ResourceLock(Resources.SYSTEM_PROPERTIES)
  void whoAsksForMoreHearsLibrariesWarnToo() {
    System.setProperty(LogOnTerminal.LEVEL_PROPERTY, "DEBUG");
    try {
      LoggerContext context = new LoggerContext();
      new LogOnTerminal().configure(context);
      assertThat(context.getLogger("org.vladoscope.a").isDebugEnabled()).isTrue();
      assertThat(context.getLogger("io.jhdf.HdfFile").isWarnEnabled()).isTrue();
      assertThat(context.getLogger("io.jhdf.HdfFile").isInfoEnabled()).isFalse();
    } finally {
      System.clearProperty(LogOnTerminal.LEVEL_PROPERTY);
    }
  }

  @Test
  void aMessageIsALineWithoutWhatMovesTheCursorAndWithoutTheTraceUnlessAsked() {
    LoggerContext context = new LoggerContext();
    LoggingEvent event =
        new LoggingEvent(
            "",
            context.getLogger("org.vladoscope.a"),
            Level.WARN,
            "cannot read \u001b[2Ja.jpg",
            new IllegalStateException("no trace"),
            new Object[0]);
    assertThat(new LogOnTerminal.Line(false).doLayout(event))
        .isEqualTo("WARN: cannot read \uFFFD[2Ja.jpg" + System.lineSeparator());
    assertThat(new LogOnTerminal.Line(true).doLayout(event))
        .startsWith("WARN: cannot read \uFFFD[2Ja.jpg" + System.lineSeparator())
        .contains("java.lang.IllegalStateException: no trace");
  }
}
