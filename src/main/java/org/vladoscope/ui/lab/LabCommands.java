package org.vladoscope.ui.lab;

import java.util.function.Supplier;
import javafx.beans.value.ObservableBooleanValue;
import org.vladoscope.ui.command.Command;
import org.vladoscope.ui.command.Commands;

/** The commands of the lab. */
public final class LabCommands {

  private LabCommands() {}

  /**
   * Registers them.
   *
   * @param shown whether the lab is shown; else they cannot be run
   * @param lab the lab, made if need be
   */
  public static void register(
      Commands commands, ObservableBooleanValue shown, Supplier<LabView> lab) {
    commands.add(
        Command.of(
                "lesson.next", "Next Step of the Lesson", () -> lab.get().model().lesson().move(1))
            .in("Navigate", "lesson")
            .keys("Alt+Right")
            .when(shown));
    commands.add(
        Command.of(
                "lesson.previous",
                "Previous Step of the Lesson",
                () -> lab.get().model().lesson().move(-1))
            .in("Navigate", "lesson")
            .keys("Alt+Left")
            .when(shown));
  }
}
