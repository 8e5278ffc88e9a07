package org.vladoscope.ui.control;

import java.util.Locale;
import javafx.beans.property.ObjectProperty;
import javafx.beans.value.ChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.vladoscope.metric.WithoutPositive;
import org.vladoscope.ui.view.Segments;

/** Says what becomes of queries without a match, and lets one choose. */
public final class ConventionSwitch {

  private ConventionSwitch() {}

  /** Two buttons for a choice that all pages share. */
  public static HBox of(ObjectProperty<WithoutPositive> convention) {
    ToggleButton some =
        button(
            convention,
            WithoutPositive.LEFT_OUT,
            "With a match",
            "Queries without a match are left out of recall");
    ToggleButton all =
        button(
            convention,
            WithoutPositive.COUNTED_AS_MISS,
            "All queries",
            "Queries without a match count as misses, as in the original program");
    HBox segments = Segments.of(new ToggleGroup(), some, all);
    segments.setMinWidth(Region.USE_PREF_SIZE);
    segments.setAlignment(Pos.CENTER_LEFT);
    return segments;
  }

  private static ToggleButton button(
      ObjectProperty<WithoutPositive> convention, WithoutPositive way, String text, String hint) {
    ToggleButton button = new ToggleButton(text);
    button.setId("convention-" + way.name().toLowerCase(Locale.ROOT));
    button.getStyleClass().add("small");
    button.setTooltip(new Tooltip(hint));
    button.setSelected(convention.get() == way);
    button.setOnAction(event -> convention.set(way));
    ChangeListener<WithoutPositive> follow =
        (property, before, now) -> button.setSelected(now == way);
    convention.addListener(follow);
    return button;
  }
}
