package org.vladoscope.ui.view;

import java.util.function.Function;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** Shows values by their labels in boxes where nothing can be typed. */
public final class LabelConverter<T> extends StringConverter<T> {

  private final Function<T, String> label;

  public LabelConverter(Function<T, String> label) {
    this.label = label;
  }

  @Override
  public String toString(@Nullable T value) {
    return value == null ? "" : label.apply(value);
  }

  @Override
  public T fromString(String text) {
    throw new UnsupportedOperationException("cannot be typed");
  }
}
