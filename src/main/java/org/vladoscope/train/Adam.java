package org.vladoscope.train;

/**
 * Adam (Kingma and Ba, ICLR 2015), with steps that are shares of a part's typical value, and a
 * decay towards where the values began instead of towards 0 (decoupled as in Loshchilov and Hutter,
 * ICLR 2019): little data should move little.
 */
final class Adam {

  private static final double FIRST = .9;
  private static final double SECOND = .999;
  private static final double EPSILON = 1e-8;

  /** Where the biases stand among the arrays of {@link VladWeights}; their weights before them. */
  private static final int BIAS = 3;

  private final TrainingConfig config;
  private final float[][] start;
  private final double[] typical;
  private final float[][] first;
  private final float[][] second;
  private int steps;

  /**
   * An optimiser that has not moved yet.
   *
   * @param start where the weights begin
   */
  Adam(TrainingConfig config, VladWeights start) {
    this(config, start, 0, zeros(start), zeros(start));
  }

  /** An optimiser that goes on. */
  Adam(TrainingConfig config, VladWeights start, int steps, float[][] first, float[][] second) {
    this.config = config;
    this.start = start.copy().arrays();
    this.steps = steps;
    this.first = first;
    this.second = second;
    this.typical = new double[this.start.length];
    for (int part = 0; part < typical.length; part++) {
      typical[part] = rootMeanSquare(this.start[part]);
    }
    // Biases may all be 0; they are added to products of the weights.
    typical[BIAS] = Math.max(typical[BIAS], typical[BIAS - 1]);
  }

  private static float[][] zeros(VladWeights weights) {
    float[][] arrays = weights.arrays();
    float[][] zeros = new float[arrays.length][];
    for (int part = 0; part < zeros.length; part++) {
      zeros[part] = new float[arrays[part].length];
    }
    return zeros;
  }

  private static double rootMeanSquare(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += (double) value * value;
    }
    return Math.sqrt(sum / values.length);
  }

  /** How many steps were made. */
  int steps() {
    return steps;
  }

  /** Running means of the gradients. */
  float[][] first() {
    return first;
  }

  /** Running means of their squares. */
  float[][] second() {
    return second;
  }

  /** Makes a step, in place. */
  void step(VladWeights weights, float[][] gradient) {
    steps++;
    double firstScale = 1 / (1 - Math.pow(FIRST, steps));
    double secondScale = 1 / (1 - Math.pow(SECOND, steps));
    float[][] values = weights.arrays();
    for (int part = 0; part < values.length; part++) {
      if (isTrained(part)) {
        double rate = config.learningRate() * typical[part];
        for (int i = 0; i < values[part].length; i++) {
          double g = gradient[part][i];
          first[part][i] = (float) (FIRST * first[part][i] + (1 - FIRST) * g);
          second[part][i] = (float) (SECOND * second[part][i] + (1 - SECOND) * g * g);
          double move =
              first[part][i] * firstScale / (Math.sqrt(second[part][i] * secondScale) + EPSILON);
          double back = config.learningRate() * config.decay() * (values[part][i] - start[part][i]);
          values[part][i] = (float) (values[part][i] - rate * move - back);
        }
      }
    }
  }

  private boolean isTrained(int part) {
    return config.trains(
        switch (part) {
          case 0 -> TrainedPart.PROJECTION;
          case 1 -> TrainedPart.CENTROIDS;
          case BIAS - 1, BIAS -> TrainedPart.ASSIGNMENT;
          default -> TrainedPart.WEIGHTS;
        });
  }
}
