package org.vladoscope.match;

import java.util.List;
import org.vladoscope.common.CacheKey;
import org.vladoscope.common.InputException;
import org.vladoscope.common.SettingValue;
import org.vladoscope.vlad.PatchGrid;

/**
 * The RANSAC score (Patch-NetVLAD, section 3.3): inliers of one homography divided by patches, see
 * {@link RansacScorer}.
 *
 * @param tolerance how far a match may lie from where the homography puts it, in strides of the
 *     patch grid, greater than 0; 1.5 in the original
 */
public record RansacScore(double tolerance) implements PairScorer {

  /** Checks the range. */
  public RansacScore {
    if (!(tolerance > 0) || Double.isInfinite(tolerance)) {
      throw new InputException(
          "The RANSAC tolerance must be greater than 0, not " + tolerance + ".");
    }
  }

  @Override
  public String id() {
    return "ransac";
  }

  @Override
  public String label() {
    return "RANSAC";
  }

  @Override
  public String summary() {
    return "counts matches that agree on a homography";
  }

  @Override
  public List<SettingValue> settings() {
    return List.of(
        new SettingValue(
            TOLERANCE,
            "Tolerance",
            "How far a match may lie from where the homography puts it, in strides, above 0.",
            String.valueOf(tolerance)));
  }

  @Override
  public PairScorer with(String setting, String value) {
    if (!setting.equals(TOLERANCE)) {
      throw unknown(setting);
    }
    try {
      return new RansacScore(Double.parseDouble(value));
    } catch (NumberFormatException e) {
      throw new InputException("'" + value + "' is no tolerance; give a number above 0.", e);
    }
  }

  @Override
  public MatchScore scored(PatchMatches matches, PatchGrid grid) {
    RansacScorer.Result result = new RansacScorer(tolerance).score(matches, grid);
    double[] parts = new double[matches.count()];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = result.inliers()[i] ? 1.0 / grid.count() : 0;
    }
    return new MatchScore(this, result.score(), parts);
  }

  @Override
  public double most(PatchGrid grid) {
    return 1;
  }

  @Override
  public void addTo(CacheKey key) {
    key.with(TOLERANCE, tolerance);
  }

  @Override
  public double operations(PatchGrid grid) {
    return grid.count();
  }

  @Override
  public double usualSecondsPerOperation() {
    return 4e-6;
  }
}
