package org.vladoscope.ui.explore.look;

import javafx.animation.KeyFrame;
import javafx.animation.KeyValue;
import javafx.animation.Timeline;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.util.Duration;

/**
 * How much is seen of what comes over photographs once it is computed: from nothing to all in a
 * moment, or all at once for those who want nothing to move.
 */
public final class FadeIn {

  private static final Duration LENGTH = Duration.millis(120);

  private final ReadOnlyDoubleWrapper share = new ReadOnlyDoubleWrapper(1);
  private final Timeline timeline = new Timeline();
  private final PairLooks looks;

  /**
   * All is seen at first.
   *
   * @param looks tells whether things may move
   */
  public FadeIn(PairLooks looks) {
    this.looks = looks;
    timeline.getKeyFrames().add(new KeyFrame(LENGTH, new KeyValue(share, 1)));
  }

  /** Begins anew. */
  public void play() {
    timeline.stop();
    if (looks.reducedMotionProperty().get() || Platform.getPreferences().isReducedMotion()) {
      share.set(1);
    } else {
      share.set(0);
      timeline.playFromStart();
    }
  }

  /** What is seen, from 0 to 1. */
  public ReadOnlyDoubleProperty shareProperty() {
    return share.getReadOnlyProperty();
  }
}
