package org.vladoscope.erase;

import java.util.Optional;
import java.util.stream.IntStream;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.Precision;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.linalg.Whitening;
import org.vladoscope.vlad.CellSum;
import org.vladoscope.vlad.SoftAssignment;

/**
 * An image whose cells can be left out of its global descriptor. Immutable and safe to use from
 * several threads.
 */
public final class ErasableImage {

  private final PlaceImage image;
  private final CellSum sum;
  private final Optional<Whitening> projection;
  private final Optional<SoftAssignment> assignment;
  private final Precision precision;
  private final Compute compute;

  ErasableImage(
      PlaceImage image,
      CellSum sum,
      Optional<Whitening> projection,
      Optional<SoftAssignment> assignment,
      Precision precision,
      Compute compute) {
    this.image = image;
    this.sum = sum;
    this.projection = projection;
    this.assignment = assignment;
    this.precision = precision;
    this.compute = compute;
  }

  /** The image. */
  public PlaceImage image() {
    return image;
  }

  /** How many cells it has. */
  public int cells() {
    return sum.cells();
  }

  /**
   * How its cells are shared among the clusters, so that all that one owns can be erased; empty if
   * the aggregator has no clusters.
   */
  public Optional<SoftAssignment> assignment() {
    return assignment;
  }

  /**
   * The cells that a cluster owns: those of which it has the largest share.
   *
   * @throws InputException if there is no such cluster
   */
  public ErasedCells cluster(int cluster) {
    SoftAssignment known =
        assignment.orElseThrow(
            () ->
                new InputException(
                    "This aggregator has no clusters, so none of them owns cells to be erased."));
    if (cluster < 0 || cluster >= known.words()) {
      throw new InputException(
          "There is no cluster " + cluster + "; there are " + known.words() + ", counted from 0.");
    }
    return ErasedCells.of(
        IntStream.range(0, cells()).filter(cell -> known.strongest(cell) == cluster));
  }

  /**
   * The global descriptor of the other cells, projected as the configuration says; of unit length.
   *
   * @throws IllegalArgumentException if all cells are erased
   */
  public float[] without(ErasedCells erased) {
    float[] whole = sum.without(erased.bits());
    return projection
        .map(p -> p.apply(FloatMatrix.ofRows(whole), precision, compute).data())
        .orElse(whole);
  }

  /**
   * Looks in a direction of finished descriptors. A projection ends with a division by a length,
   * which depends on the cells but is above 0: it is left out, so that signs are right and
   * magnitudes are not.
   */
  CellSum.Slopes along(double[] direction) {
    if (projection.isEmpty()) {
      return sum.along(direction);
    }
    Whitening whitening = projection.get();
    int length = whitening.weight().cols();
    double[] before = new double[length];
    double offset = 0;
    for (int row = 0; row < direction.length; row++) {
      double factor = direction[row];
      offset += factor * whitening.bias()[row];
      for (int i = 0; i < length; i++) {
        before[i] += factor * whitening.weight().data()[row * length + i];
      }
    }
    double atZero = offset;
    CellSum.Slopes slopes = sum.along(before);
    return erased -> {
      double[] values = slopes.withoutEach(erased);
      for (int i = 0; i < values.length; i++) {
        values[i] += atZero;
      }
      return values;
    };
  }
}
