package org.vladoscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.TextField;
import javafx.scene.paint.Color;
import javafx.scene.text.Text;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.ui.theme.ThemeChoice;

/** A window that is dark before there is anything in it. */
@Tag("window")
class DarkStartWindowTest {

  @Test
  void whatIsTypedInTheConfigurationCanBeRead(@TempDir Path folder) throws IOException {
    EngineWindow engine = new EngineWindow(folder, EngineWindow.fewWords(5));
    Harness harness = engine.harness;
    try {
      harness.fx(() -> harness.window.themes().choiceProperty().set(ThemeChoice.DARK));
      harness.open(FixtureMap.write(folder.resolve("places"), 5, 1));
      harness.chooseQuery(0);
      harness.await("the configuration is there", () -> typed(harness).size() > 3);
      Snapshots.settle();

      assertThat(FxThread.call(() -> typed(harness)))
          .allSatisfy(
              field -> {
                Text text = (Text) field.lookup(".text");
                assertThat(((Color) text.getFill()).getBrightness())
                    .as(field.getAccessibleText())
                    .isGreaterThan(.5);
              });
    } finally {
      harness.fx(() -> harness.window.themes().choiceProperty().set(ThemeChoice.LIGHT));
      engine.close();
    }
  }

  private static List<TextField> typed(Harness harness) {
    return harness.window.scene().getRoot().lookupAll(".config-panel .text-field").stream()
        .map(TextField.class::cast)
        .filter(field -> !field.getText().isEmpty() && field.getSkin() != null)
        .toList();
  }
}
