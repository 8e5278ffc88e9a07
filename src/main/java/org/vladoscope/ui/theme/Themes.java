package org.vladoscope.ui.theme;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.Objects;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.Scene;

/**
 * Applies the chosen look to the whole program: AtlantaFX's Primer, and a style sheet of our own
 * for what neither it nor ControlsFX knows of each other.
 */
public final class Themes implements AutoCloseable {

  private static final PseudoClass DARK = PseudoClass.getPseudoClass("dark");

  private final ObjectProperty<ThemeChoice> choice;
  private final ReadOnlyBooleanWrapper dark = new ReadOnlyBooleanWrapper();
  private final ChangeListener<ColorScheme> systemListener = (o, before, now) -> apply();

  /** Starts with a choice and applies it. To be called on the JavaFX thread. */
  public Themes(ThemeChoice first) {
    choice = new SimpleObjectProperty<>(first);
    choice.addListener((o, before, now) -> apply());
    Platform.getPreferences().colorSchemeProperty().addListener(systemListener);
    apply();
  }

  /** The choice; setting it applies it. */
  public ObjectProperty<ThemeChoice> choiceProperty() {
    return choice;
  }

  /** True while the look is dark. */
  public ReadOnlyBooleanProperty darkProperty() {
    return dark.getReadOnlyProperty();
  }

  /** Gives a scene our style sheet, and its root the pseudo class "dark" while the look is. */
  public void style(Scene scene) {
    scene.getStylesheets().add(stylesheet());
    scene.getRoot().pseudoClassStateChanged(DARK, dark.get());
    dark.addListener((o, before, now) -> scene.getRoot().pseudoClassStateChanged(DARK, now));
  }

  /** Address of our style sheet. */
  public static String stylesheet() {
    return Objects.requireNonNull(Themes.class.getResource("vladoscope.css")).toExternalForm();
  }

  /** Stops following the desktop's setting. */
  @Override
  public void close() {
    Platform.getPreferences().colorSchemeProperty().removeListener(systemListener);
  }

  private void apply() {
    boolean wantsDark =
        switch (choice.get()) {
          case LIGHT -> false;
          case DARK -> true;
          case SYSTEM -> Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
        };
    Application.setUserAgentStylesheet(
        wantsDark
            ? new PrimerDark().getUserAgentStylesheet()
            : new PrimerLight().getUserAgentStylesheet());
    dark.set(wantsDark);
  }
}
