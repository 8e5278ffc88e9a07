package org.vladoscope.ui.explore;

import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;

/** What stands around the images of a pair; stays the same when another map is opened. */
public final class Panels {

  private static final double DIVIDER = 0.76;

  private final BooleanProperty places;
  private final BooleanProperty verdict;
  private final BooleanProperty numbers;
  private final BooleanProperty firstSteps;
  private final BooleanProperty inspector = new SimpleBooleanProperty(true);
  private final BooleanProperty imagesOnly = new SimpleBooleanProperty(false);
  private final DoubleProperty divider = new SimpleDoubleProperty(DIVIDER);
  private final DoubleProperty enlargement = new SimpleDoubleProperty(1);

  /**
   * Unfolded as they were.
   *
   * @param onChange takes what is unfolded whenever that changes
   */
  public Panels(ShownPanels remembered, Consumer<ShownPanels> onChange) {
    places = new SimpleBooleanProperty(remembered.places());
    verdict = new SimpleBooleanProperty(remembered.verdict());
    numbers = new SimpleBooleanProperty(remembered.numbers());
    firstSteps = new SimpleBooleanProperty(remembered.firstSteps());
    for (BooleanProperty kept : List.of(places, verdict, numbers, firstSteps)) {
      kept.addListener((o, before, now) -> onChange.accept(shown()));
    }
  }

  private ShownPanels shown() {
    return new ShownPanels(places.get(), verdict.get(), numbers.get(), firstSteps.get());
  }

  /** Whether it is shown where images were taken. */
  public BooleanProperty placesProperty() {
    return places;
  }

  /** Whether verdicts can be given beside the list of queries. */
  public BooleanProperty verdictProperty() {
    return verdict;
  }

  /** Whether names and numbers stand below the candidates. */
  public BooleanProperty numbersProperty() {
    return numbers;
  }

  /** Whether the sample map says what can be tried. */
  public BooleanProperty firstStepsProperty() {
    return firstSteps;
  }

  /** Whether scores and configuration are shown. */
  public BooleanProperty inspectorProperty() {
    return inspector;
  }

  /** Whether the images of the pair have all of the window, whatever else would be shown. */
  public BooleanProperty imagesOnlyProperty() {
    return imagesOnly;
  }

  /** Share of the sidebar's height that the list of images has, 0 to 1. */
  public DoubleProperty dividerProperty() {
    return divider;
  }

  /** How many times as large as designed text is, so that what holds it is as wide. */
  public DoubleProperty enlargementProperty() {
    return enlargement;
  }
}
