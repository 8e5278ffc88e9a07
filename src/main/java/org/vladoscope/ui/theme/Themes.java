package org.vladoscope.ui.theme;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.DoubleBinding;
import javafx.beans.binding.DoubleExpression;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.Scene;

/**
 * Applies the chosen look to the whole program: AtlantaFX's Primer, and a style sheet of our own
 * for what neither it nor ControlsFX knows of each other.
 */
public final class Themes implements AutoCloseable {

  private static final double PRESENTED = 1.35;
  private static final PseudoClass DARK = PseudoClass.getPseudoClass("dark");

  private final ObjectProperty<ThemeChoice> choice;
  private final ObjectProperty<TextSize> size;
  private final BooleanProperty presenting = new SimpleBooleanProperty();
  private final DoubleBinding enlargement;
  private final ReadOnlyBooleanWrapper dark = new ReadOnlyBooleanWrapper();
  private final ChangeListener<ColorScheme> systemListener = (o, before, now) -> apply();

  /** Starts with a choice and applies it. To be called on the JavaFX thread. */
  public Themes(Look first) {
    choice = new SimpleObjectProperty<>(first.theme());
    size = new SimpleObjectProperty<>(first.size());
    enlargement =
        Bindings.createDoubleBinding(
            () -> size.get().factor() * (presenting.get() ? PRESENTED : 1), size, presenting);
    choice.addListener((o, before, now) -> apply());
    Platform.getPreferences().colorSchemeProperty().addListener(systemListener);
    apply();
  }

  /** The choice; setting it applies it. */
  public ObjectProperty<ThemeChoice> choiceProperty() {
    return choice;
  }

  /** The size of text, and of what goes with it; setting it applies it. */
  public ObjectProperty<TextSize> sizeProperty() {
    return size;
  }

  /** Whether an audience looks on: text and lines are larger still. Setting it applies it. */
  public BooleanProperty presentingProperty() {
    return presenting;
  }

  /** How many times as large as designed everything but images is. */
  public DoubleExpression enlargement() {
    return enlargement;
  }

  /** What is chosen, to be remembered. */
  public Look look() {
    return new Look(choice.get(), size.get());
  }

  /** True while the look is dark. */
  public ReadOnlyBooleanProperty darkProperty() {
    return dark.getReadOnlyProperty();
  }

  /** Gives a scene our style sheet, and its root the pseudo class "dark" while the look is. */
  public void style(Scene scene) {
    StringBinding sheet =
        Bindings.createStringBinding(() -> StyleSheet.address(enlargement.get()), enlargement);
    scene.getStylesheets().add(sheet.get());
    sheet.addListener((o, before, now) -> scene.getStylesheets().setAll(now));
    // A binding holds on to what it listens to, not the other way round.
    scene.getProperties().put(StyleSheet.class, sheet);
    scene.getRoot().pseudoClassStateChanged(DARK, dark.get());
    dark.addListener((o, before, now) -> scene.getRoot().pseudoClassStateChanged(DARK, now));
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
