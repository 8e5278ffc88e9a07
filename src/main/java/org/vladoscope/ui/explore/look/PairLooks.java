package org.vladoscope.ui.explore.look;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;

/** The look at the pair, one for a window. */
public final class PairLooks {

  private final ObjectProperty<PairLook> look = new SimpleObjectProperty<>(PairLook.SIDE_BY_SIDE);
  private final ObjectProperty<WarpMode> mode = new SimpleObjectProperty<>(WarpMode.SWIPE);
  private final BooleanProperty candidateSeen = new SimpleBooleanProperty(true);
  private final BooleanProperty reducedMotion = new SimpleBooleanProperty(false);
  private final DoubleProperty swipe = new SimpleDoubleProperty(0.5);
  private Runnable onReplay = () -> {};

  /** Whether images stay where they are instead of moving to another place. */
  public BooleanProperty reducedMotionProperty() {
    return reducedMotion;
  }

  /** Shows how re-ranking moved the candidates, if there are any. */
  public void replay() {
    onReplay.run();
  }

  /** How the list of candidates shows that. */
  public void setOnReplay(Runnable action) {
    onReplay = action;
  }

  /** How the pair is looked at. */
  public ObjectProperty<PairLook> lookProperty() {
    return look;
  }

  /** How a candidate that lies on the query is compared with it. */
  public ObjectProperty<WarpMode> modeProperty() {
    return mode;
  }

  /** Which image is seen while blinking: the candidate, or else the query. */
  public BooleanProperty candidateSeenProperty() {
    return candidateSeen;
  }

  /** Where the candidate begins while swiping, 0 (at the left edge) to 1. */
  public DoubleProperty swipeProperty() {
    return swipe;
  }

  /** Looks at the pair in a way, or side by side again if that is the look. */
  public void toggle(PairLook wanted) {
    look.set(look.get() == wanted ? PairLook.SIDE_BY_SIDE : wanted);
  }

  /** Shows the other image in the place of the one that is seen; begins with the candidate. */
  public void blink() {
    boolean blinks = look.get() == PairLook.WARPED && mode.get() == WarpMode.BLINK;
    candidateSeen.set(!blinks || !candidateSeen.get());
    look.set(PairLook.WARPED);
    mode.set(WarpMode.BLINK);
  }

  /**
   * Looks at the pair side by side again.
   *
   * @return false if it was
   */
  public boolean back() {
    boolean elsewhere = look.get() != PairLook.SIDE_BY_SIDE;
    look.set(PairLook.SIDE_BY_SIDE);
    return elsewhere;
  }
}
