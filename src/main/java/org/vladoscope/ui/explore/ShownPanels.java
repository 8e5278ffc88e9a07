package org.vladoscope.ui.explore;

/**
 * Which parts of Explore are unfolded.
 *
 * @param places where images were taken
 * @param verdict what a person says about the query
 * @param numbers names and numbers below the candidates
 * @param firstSteps what can be tried in the sample map
 */
public record ShownPanels(boolean places, boolean verdict, boolean numbers, boolean firstSteps) {

  /** What a new user sees: images before all. */
  public static final ShownPanels DEFAULT = new ShownPanels(true, false, false, true);
}
