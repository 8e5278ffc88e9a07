package org.vladoscope.ui.theme;

import java.util.List;
import javafx.css.CssMetaData;
import javafx.css.Styleable;
import javafx.css.StyleableProperty;
import javafx.css.StyleablePropertyFactory;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;

/**
 * A region that paints itself, in the colours of the look and at the size that was chosen for text.
 * The style sheet says all three: {@code -painted-ground}, {@code -painted-ink} and {@code
 * -painted-unit}, how many pixels a painter's unit has.
 */
public abstract class Painted extends Region {

  private static final StyleablePropertyFactory<Painted> FACTORY =
      new StyleablePropertyFactory<>(Region.getClassCssMetaData());

  private final StyleableProperty<Color> ground =
      FACTORY.createStyleableColorProperty(
          this, "ground", "-painted-ground", painted -> painted.ground, Color.WHITE);
  private final StyleableProperty<Color> ink =
      FACTORY.createStyleableColorProperty(
          this, "ink", "-painted-ink", painted -> painted.ink, Color.BLACK);
  private final StyleableProperty<Number> unit =
      FACTORY.createStyleableNumberProperty(
          this, "unit", "-painted-unit", painted -> painted.unit, 1);

  /** A region that the style sheet knows as {@code painted}. */
  protected Painted() {
    getStyleClass().add("painted");
  }

  @Override
  public final List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
    return FACTORY.getCssMetaData();
  }

  /** What is painted on: white, or dark in the dark look. */
  protected final Color ground() {
    return ground.getValue();
  }

  /** What texts and axes are painted with. */
  protected final Color ink() {
    return ink.getValue();
  }

  /** What lies between ground and ink, for what is said beside the point. */
  protected final Color muted() {
    return ink().interpolate(ground(), 0.35);
  }

  /** A colour that stands out from the ground: darker on white, as it is on dark. */
  protected final Color strong(Color color) {
    return ground().getBrightness() < 0.5 ? color : color.darker();
  }

  /** A colour chosen for white, lighter on dark. */
  protected final Color readable(Color color) {
    return ground().getBrightness() < 0.5 ? color.interpolate(Color.WHITE, 0.4) : color;
  }

  /** A colour that lies behind others: as pale as the ground allows. */
  protected final Color faint(Color color) {
    return color.interpolate(ground(), 0.62);
  }

  /** Pixels of a line of width 1; more where larger text was chosen. */
  protected final double unit() {
    return unit.getValue().doubleValue();
  }

  /** Calls back when colours or sizes have changed. */
  protected final void onRestyled(Runnable action) {
    for (StyleableProperty<?> property : List.of(ground, ink, unit)) {
      ((javafx.beans.value.ObservableValue<?>) property)
          .addListener((o, before, now) -> action.run());
    }
  }
}
