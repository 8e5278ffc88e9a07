package org.vladoscope.metric.confidence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.vladoscope.metric.confidence.Confidence.Acceptance;

/**
 * What accepting answers from a threshold on gives, for every threshold that makes a difference.
 */
final class AcceptanceCurve {

  private AcceptanceCurve() {}

  /**
   * An answer.
   *
   * @param surety the higher, the surer
   * @param right whether it is right
   */
  record Answer(double surety, boolean right) {}

  /** The curve, the highest threshold first. */
  static List<Acceptance> of(List<Answer> answers) {
    List<Answer> sorted =
        answers.stream().sorted(Comparator.comparingDouble(Answer::surety).reversed()).toList();
    List<Acceptance> curve = new ArrayList<>();
    int right = 0;
    for (int i = 0; i < sorted.size(); i++) {
      double threshold = sorted.get(i).surety();
      right += sorted.get(i).right() ? 1 : 0;
      int accepted = i + 1;
      if (accepted == sorted.size() || sorted.get(accepted).surety() < threshold) {
        curve.add(
            new Acceptance(
                threshold, accepted, (double) right / accepted, (double) accepted / sorted.size()));
      }
    }
    return curve;
  }
}
