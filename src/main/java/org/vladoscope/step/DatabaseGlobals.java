package org.vladoscope.step;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.vladoscope.common.ContentHash;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.vlad.Vocabulary;

/** The global descriptors of a map's usable database images, computed when they are asked for. */
record DatabaseGlobals(
    MapStage stage,
    Compute compute,
    List<PlaceImage> images,
    Vocabulary vocabulary,
    ContentHash vocabularyKey,
    PipelineConfig config,
    int dimensions)
    implements IndexStage.Source {

  @Override
  public int size() {
    return images.size();
  }

  @Override
  public FloatMatrix rows(int[] ids, Progress progress) {
    float[][] rows = new float[ids.length][];
    AtomicInteger done = new AtomicInteger();
    compute.parallel(
        ids.length,
        progress,
        i -> {
          rows[i] = stage.global(images.get(ids[i]), vocabulary, vocabularyKey, config);
          progress.report(
              "Computing global descriptors", (double) done.incrementAndGet() / ids.length);
        });
    return FloatMatrix.ofRows(rows);
  }
}
