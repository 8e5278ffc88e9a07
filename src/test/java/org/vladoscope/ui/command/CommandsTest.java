package org.vladoscope.ui.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.event.EventTarget;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Pane;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.vladoscope.ui.FxTest;

@Tag("window")
class CommandsTest {

  private final List<String> ran = new ArrayList<>();
  private final Commands commands = new Commands();

  @BeforeAll
  static void startToolkit() {
    FxTest.start();
  }

  private Command command(String id, String... keys) {
    return Command.of(id, id, () -> ran.add(id)).keys(keys);
  }

  /** As the scene does: the filter first, then the control, then the handler. */
  private boolean press(EventTarget target, KeyCode code, boolean control) {
    KeyEvent event =
        new KeyEvent(
            target, target, KeyEvent.KEY_PRESSED, "", "", code, false, control, false, false);
    commands.onKeyFilter(event);
    if (!event.isConsumed()) {
      commands.onKey(event);
    }
    return event.isConsumed();
  }

  @Test
  void eachOfItsKeysRunsACommand() {
    commands.add(command("next", "J", "Alt+Down", "Numpad 1"));
    assertThat(press(new Pane(), KeyCode.J, false)).isTrue();
    assertThat(press(new Pane(), KeyCode.NUMPAD1, false)).isTrue();
    assertThat(press(new Pane(), KeyCode.DOWN, false)).isFalse();
    assertThat(ran).containsExactly("next", "next");
  }

  @Test
  void lettersTypedIntoAFieldRunNothingButKeysWithAModifierAndFunctionKeysDo() {
    commands.add(command("next", "J"));
    commands.add(command("find", "Ctrl+K"));
    commands.add(command("help", "F1"));
    TextField field = new TextField();
    press(field, KeyCode.J, false);
    assertThat(ran).isEmpty();
    assertThat(press(field, KeyCode.K, true)).isTrue();
    assertThat(press(field, KeyCode.F1, false)).isTrue();
    assertThat(ran).containsExactly("find", "help");
  }

  @Test
  void lettersWorkOnControlsWithoutTextAndArrowsMoveASlider() {
    commands.add(command("next", "J"));
    commands.add(command("right", "Right"));
    press(new Slider(), KeyCode.J, false);
    press(new ComboBox<String>(), KeyCode.J, false);
    press(new ComboBox<String>(), KeyCode.RIGHT, false);
    assertThat(ran).containsExactly("next", "next", "right");
    assertThat(press(new Slider(), KeyCode.RIGHT, false)).isTrue();
    assertThat(ran).as("the arrow is the slider's").hasSize(3);
  }

  @Test
  void escapeIsFirstOfferedToTheControl() {
    commands.add(command("back", "Esc"));
    KeyEvent event =
        new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.ESCAPE, false, false, false, false);
    commands.onKeyFilter(event);
    assertThat(ran).isEmpty();
    commands.onKey(event);
    assertThat(ran).containsExactly("back");
  }

  @Test
  void aLetterWithAModifierIsNotTheLetterAlone() {
    commands.add(command("previous", "K"));
    assertThat(press(new Pane(), KeyCode.K, true)).isFalse();
    assertThat(ran).isEmpty();
  }

  @Test
  void whatCannotBeRunNowIsNotRunByItsKeyEither() {
    SimpleBooleanProperty open = new SimpleBooleanProperty(false);
    commands.add(command("next", "J").when(open));
    press(new Pane(), KeyCode.J, false);
    assertThat(ran).isEmpty();
    open.set(true);
    press(new Pane(), KeyCode.J, false);
    assertThat(ran).containsExactly("next");
  }

  @Test
  void aSecondCommandWithTheSameIdOrKeyIsRefused() {
    commands.add(command("next", "J"));
    assertThatThrownBy(() -> commands.add(command("next")))
        .hasMessage("there is already a command next");
    assertThatThrownBy(() -> commands.add(command("other", "K", "J")))
        .hasMessage("other has a key of next");
  }

  @Test
  void aSwitchTurnsItsPropertyOnAndOff() {
    SimpleBooleanProperty lines = new SimpleBooleanProperty(false);
    Command toggle = Command.toggle("lines", "Lines", lines);
    toggle.run();
    assertThat(lines.get()).isTrue();
    assertThat(toggle.on()).isSameAs(lines);
    toggle.run();
    assertThat(lines.get()).isFalse();
  }

  @Test
  void commandsThatChangeAreReplacedTogether() {
    commands.add(command("recent.0"));
    commands.add(command("quit"));
    commands.replace("recent.", List.of(command("recent.0"), command("recent.1")));
    assertThat(commands.all())
        .extracting(Command::id)
        .containsExactly("quit", "recent.0", "recent.1");
  }
}
