package org.vladoscope.ui.evaluate;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.vladoscope.dataset.GroundTruth;
import org.vladoscope.dataset.PlaceMap;

/** What counts as right while the map is measured: the map's own ground truth or another one. */
public final class TruthModel {

  private final PlaceMap map;
  private final ReadOnlyObjectWrapper<GroundTruth> truth;

  TruthModel(PlaceMap map) {
    this.map = map;
    this.truth = new ReadOnlyObjectWrapper<>(map.groundTruth());
  }

  /** The map. */
  public PlaceMap map() {
    return map;
  }

  /** What counts. */
  public ReadOnlyObjectProperty<GroundTruth> truthProperty() {
    return truth.getReadOnlyProperty();
  }

  /** Takes another one. */
  void use(GroundTruth other) {
    truth.set(other);
  }
}
