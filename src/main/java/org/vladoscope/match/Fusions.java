package org.vladoscope.match;

import java.util.List;
import org.vladoscope.common.Variants;

/** The fusions that can be chosen by name. */
public final class Fusions {

  /** The one place where a new fusion is made known; the usual one comes first. */
  public static final Variants<Fusion> ALL =
      new Variants<>("fusion", List.of(CohortFusion.USUAL, new ZScoreFusion()));

  private Fusions() {}
}
