package org.vladoscope.erase;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.vladoscope.aggregate.Aggregator;
import org.vladoscope.aggregate.AggregatorModel;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.common.SharedUse;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.feature.FeatureMap;
import org.vladoscope.image.ImageSize;
import org.vladoscope.pipeline.PreparedMap;
import org.vladoscope.vlad.CellSum;

/**
 * A map whose images can be asked what they would be without some of their cells. Holds the global
 * descriptors of the database in memory; safe to use from several threads.
 *
 * <p>Exact is what leaves the sum: the residuals of the erased cells, and the norms of the rest.
 * What a network saw of an erased area from neighbouring cells stays, because no image is computed
 * anew.
 */
public final class ErasableMap implements AutoCloseable {

  private final PreparedMap prepared;
  private final DatabaseRows rows;
  private final SharedUse use;

  private ErasableMap(PreparedMap prepared, DatabaseRows rows) {
    this.prepared = prepared;
    this.rows = rows;
    this.use = new SharedUse("the map is closed", rows::close);
  }

  /**
   * Why cells cannot be erased under a configuration, as a sentence; empty if they can be.
   *
   * @see Aggregator#sum
   */
  public static Optional<String> refusal(PipelineConfig config) {
    return config.retrieval().isComputed()
        ? config.aggregator().withoutSum()
        : Optional.of(
            "Candidates come from the "
                + config.retrieval().label()
                + ", which do not say what each cell adds; choose descriptors that are computed"
                + " here to erase cells.");
  }

  /**
   * Reads the descriptors of a map's database.
   *
   * @throws InputException saying why cells cannot be erased, or that memory does not suffice
   * @throws CancellationException if cancelled
   */
  public static ErasableMap open(PreparedMap prepared, Progress progress) {
    refusal(prepared.config())
        .ifPresent(
            reason -> {
              throw new InputException(reason);
            });
    int length =
        prepared
            .globalProjection()
            .map(p -> p.dimensions())
            .orElseGet(() -> prepared.model(progress.silent()).descriptorLength());
    return new ErasableMap(
        prepared,
        DatabaseRows.read(
            prepared.database().size(),
            length,
            row -> prepared.global(prepared.database().image(row), progress.silent()),
            prepared.compute(),
            progress));
  }

  /** The map. */
  PreparedMap prepared() {
    return prepared;
  }

  /** The descriptors of its database. */
  DatabaseRows rows() {
    return rows;
  }

  /** The sum over cells that an image's descriptor is. */
  public ErasableImage image(PlaceImage image, Progress progress) {
    AggregatorModel model = prepared.model(progress.part(0, .5));
    progress.check();
    FeatureMap cells = prepared.features(image, progress.part(.5, 1));
    CellSum sum =
        model
            .sum(cells)
            .orElseThrow(
                () -> new IllegalStateException("a sum over cells was promised, and is none"));
    return new ErasableImage(
        image,
        sum,
        prepared.globalProjection(),
        model.vocabulary().map(words -> words.assign(cells)),
        prepared.config().precision(),
        prepared.compute());
  }

  /** The global descriptor of an image with all its cells. */
  public float[] descriptor(PlaceImage image, Progress progress) {
    return prepared.global(image, progress);
  }

  /** Where the cells of an image of a size lie. */
  public CellArea area(ImageSize original) {
    return new CellArea(prepared.grid(), prepared.config().imageSize(), original);
  }

  /** A query before and after cells are erased; ranks the whole map. */
  public ErasableQuery query(PlaceImage query, Progress progress) {
    return using(() -> ErasableQuery.of(this, query, progress));
  }

  /** What reads the rows, while nobody frees them. */
  <T> T using(Supplier<T> reading) {
    return use.using(reading);
  }

  /** Frees the memory once nobody reads it; again does nothing. */
  @Override
  public void close() {
    use.close();
  }
}
