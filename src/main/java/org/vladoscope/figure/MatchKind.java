package org.vladoscope.figure;

/**
 * What became of a pair of patches. Kinds are told apart by more than colour: inliers are solid,
 * outliers dashed, one-sided pairs dotted. In the order in which they are drawn: what says most
 * lies on top.
 */
public enum MatchKind {
  /** The other patch is more similar to a third one. */
  ONE_SIDED(
      "One-sided",
      "not mutual",
      "Query patches whose nearest candidate patch is nearer to another one",
      Palette.ONE_SIDED,
      .8,
      2.6),
  /** Both are each other's best, but do not agree with the homography. */
  OUTLIER(
      "Outliers",
      "mutual match, outlier",
      "Mutual matches that do not agree on one homography",
      Palette.OUTLIER,
      4,
      3),
  /** Both are each other's best and agree with the homography. */
  INLIER(
      "Inliers",
      "mutual match, inlier",
      "Mutual matches that agree on one homography",
      Palette.INLIER);

  private final String label;
  private final String words;
  private final String help;
  private final Colour colour;
  private final double[] dashes;

  MatchKind(String label, String words, String help, Colour colour, double... dashes) {
    this.label = label;
    this.words = words;
    this.help = help;
    this.colour = colour;
    this.dashes = dashes;
  }

  /** The name of several, for legends. */
  public String label() {
    return label;
  }

  /** What it says of one pair. */
  public String words() {
    return words;
  }

  /** What they are, as a tip. */
  public String help() {
    return help;
  }

  /** The colour of its lines. */
  public Colour colour() {
    return colour;
  }

  /** Lengths on and off of a line so wide; none for a solid one. */
  public double[] dashes(double width) {
    double[] lengths = dashes.clone();
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] *= width;
    }
    return lengths;
  }
}
