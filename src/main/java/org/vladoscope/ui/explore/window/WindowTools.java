package org.vladoscope.ui.explore.window;

import java.util.List;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import org.vladoscope.window.WindowQuestion;

/** How windows are searched and hits are looked at, one for the program; they outlive the map. */
public final class WindowTools {

  static final List<Integer> HITS = List.of(20, WindowQuestion.USUAL_HITS, 100, 200);
  static final List<Integer> PER_IMAGE = List.of(1, 2, 3, 5);
  static final List<Integer> STRIDES = List.of(1, 2, 3, 4, 6, 8);

  private final IntegerProperty hits = new SimpleIntegerProperty(WindowQuestion.USUAL_HITS);
  private final IntegerProperty perImage = new SimpleIntegerProperty(1);
  private final IntegerProperty stride = new SimpleIntegerProperty(1);
  private final ObjectProperty<HitPage> page = new SimpleObjectProperty<>(HitPage.SHEET);
  private final ObjectProperty<@Nullable WindowSearchModel> model = new SimpleObjectProperty<>();

  /** How many hits are wanted. */
  IntegerProperty hitsProperty() {
    return hits;
  }

  /** At most so many of one image. */
  IntegerProperty perImageProperty() {
    return perImage;
  }

  /** How many cells windows that are compared lie apart. */
  IntegerProperty strideProperty() {
    return stride;
  }

  /** How hits are looked at. */
  ObjectProperty<HitPage> pageProperty() {
    return page;
  }

  /** What is searched in the pair that is seen, or null while nobody searches. */
  ObjectProperty<@Nullable WindowSearchModel> modelProperty() {
    return model;
  }
}
