package org.vladoscope.train;

import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.feature.FeatureMap;
import org.vladoscope.pipeline.PreparedMap;

/**
 * The images of a map as training sees them: their feature maps, which lie in the cache and are
 * fetched when they are needed. Safe to use from several threads.
 */
public interface TrainingImages {

  /** The map, with its ground truth. */
  PlaceMap map();

  /** The features of a database image. */
  FeatureMap image(int number, Progress progress);

  /** The features of a query. */
  FeatureMap query(int number, Progress progress);

  /** True if a database image could be read. */
  boolean isUsableImage(int number);

  /** True if a query could be read. */
  boolean isUsableQuery(int number);

  /**
   * Makes sure that what a configuration puts in front of queries is what is trained.
   *
   * @throws InputException if it is not
   */
  static void check(PlaceMap map, PipelineConfig config) {
    if (!config.aggregator().id().equals("netvlad")) {
      throw new InputException(
          "Only a vocabulary of NetVLAD is trained, not "
              + config.aggregator().label()
              + "; choose NetVLAD as the aggregator.");
    }
    if (config.reduction().file() != null) {
      throw new InputException(
          "Descriptors are projected by "
              + config.reduction().file()
              + ", which training would leave behind; have the projection fitted on the map.");
    }
    if (!config.retrieval().isComputed()) {
      throw new InputException(
          "The " + config.retrieval().label() + " comes from another program: nothing is trained.");
    }
    if (map.views().mostViews() > 1) {
      throw new InputException(
          map.name() + " has several images of each place; training takes maps with one so far.");
    }
  }

  /** Those of a map that was made ready, see {@link #check}. */
  static TrainingImages of(PlaceMap map, PreparedMap prepared) {
    return new TrainingImages() {

      @Override
      public PlaceMap map() {
        return map;
      }

      @Override
      public FeatureMap image(int number, Progress progress) {
        return prepared.features(map.database().get(number), progress);
      }

      @Override
      public FeatureMap query(int number, Progress progress) {
        return prepared.features(map.queries().get(number), progress);
      }

      @Override
      public boolean isUsableImage(int number) {
        return isUsable("database/" + map.database().get(number).name());
      }

      @Override
      public boolean isUsableQuery(int number) {
        String role = map.queriesAreDatabase() ? "database/" : "queries/";
        return isUsable(role + map.queries().get(number).name());
      }

      private boolean isUsable(String name) {
        return !prepared.failures().containsKey(name);
      }
    };
  }
}
