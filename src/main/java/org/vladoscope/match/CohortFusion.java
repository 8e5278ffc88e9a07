package org.vladoscope.match;

import java.util.List;
import org.vladoscope.common.InputException;
import org.vladoscope.common.SettingValue;

/**
 * Each score in standard deviations above the scores of the same query with a cohort of impostors:
 * database images that the global search did not find. The candidates themselves hold the right
 * answer and images that look like it, so what stands out among them says little; against impostors
 * a score means the same for every query. Known as test normalisation in speaker verification
 * (Auckenthaler, Carey and Lloyd-Thomas, Digital Signal Processing 10, 2000, section 3).
 *
 * @param cohort how many impostors, 3 to 200
 * @param gate if no candidate's weighted mean over the patch sizes lies so many standard deviations
 *     above the impostors, the patches say nothing and the order of the global search stays; 0 or
 *     more
 */
public record CohortFusion(int cohort, double gate) implements Fusion {

  /** The usual settings, see the decision record on scores. */
  public static final CohortFusion USUAL = new CohortFusion(15, 2);

  private static final String COHORT = "cohort";
  private static final String GATE = "gate";
  private static final int LEAST = 3;
  private static final int MOST = 200;

  /** Checks the ranges. */
  public CohortFusion {
    if (cohort < LEAST || cohort > MOST) {
      throw new InputException(
          "A cohort has " + LEAST + " to " + MOST + " images, not " + cohort + ".");
    }
    if (!(gate >= 0) || Double.isInfinite(gate)) {
      throw new InputException("The gate must be 0 or more, not " + gate + ".");
    }
  }

  @Override
  public String id() {
    return "cohort";
  }

  @Override
  public String label() {
    return "Cohort";
  }

  @Override
  public String summary() {
    return "measures each score against those of the query with images elsewhere";
  }

  @Override
  public boolean isComparable() {
    return true;
  }

  @Override
  public List<SettingValue> settings() {
    return List.of(
        new SettingValue(
            COHORT,
            "Cohort",
            "Images elsewhere that each query is compared with, " + LEAST + " to " + MOST + ".",
            String.valueOf(cohort)),
        new SettingValue(
            GATE,
            "Gate",
            "Standard deviations a candidate must reach for patches to count, 0 or more.",
            String.valueOf(gate)));
  }

  @Override
  public Fusion with(String setting, String value) {
    try {
      return switch (setting) {
        case COHORT -> new CohortFusion(Integer.parseInt(value), gate);
        case GATE -> new CohortFusion(cohort, Double.parseDouble(value));
        default -> throw unknown(setting);
      };
    } catch (NumberFormatException e) {
      throw new InputException("'" + value + "' is no number for " + setting + ".", e);
    }
  }

  @Override
  public Standard standard(
      List<PairScores> candidates,
      List<PairScores> impostors,
      List<Double> most,
      MatchConfig config) {
    Standard standard = Standard.of(impostors, most);
    boolean standsOut =
        candidates.stream().anyMatch(c -> meanOverScales(standard, c, config) >= gate);
    return standsOut ? standard : standard.withoutPatches();
  }

  /** The weighted mean of a candidate's standardised scores. */
  private static double meanOverScales(Standard standard, PairScores pair, MatchConfig config) {
    double[] z = standard.standardised(pair.scales());
    double sum = 0;
    double weights = 0;
    for (int s = 0; s < z.length; s++) {
      sum += config.weights().get(s) * z[s];
      weights += config.weights().get(s);
    }
    return weights > 0 ? sum / weights : Double.NEGATIVE_INFINITY;
  }
}
