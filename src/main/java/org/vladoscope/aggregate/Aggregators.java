package org.vladoscope.aggregate;

import java.util.List;
import org.vladoscope.common.Variants;
import org.vladoscope.vlad.VocabularyConfig;

/** The aggregators that can be chosen by name. */
public final class Aggregators {

  /** Clusters of the default configuration; see the decision record on vocabularies. */
  private static final VocabularyConfig WORDS =
      new VocabularyConfig(64, 20_000, 50, 1).withRefinement(true, true);

  /** Clusters as AnyLoc has them, without what images of the map add. */
  private static final VocabularyConfig ANYLOC = new VocabularyConfig(32, 20_000, 50, 1);

  /** The one place where a new aggregator is made known; the usual one comes first. */
  public static final Variants<Aggregator> ALL =
      new Variants<>(
          "aggregator",
          List.of(
              new NetVladAggregator(WORDS),
              new HardVladAggregator(WORDS),
              new AnyLocHardAggregator(ANYLOC),
              new AnyLocSoftAggregator(ANYLOC, 1, false),
              new SuperVladAggregator(null, 0, false),
              new GemAggregator(null),
              new SaladAggregator(null),
              new MegaLocAggregator(null),
              new AsGivenAggregator()));

  /** The name of the one that takes descriptors as a network gives them. */
  public static final String AS_GIVEN = AsGivenAggregator.ID;

  private Aggregators() {}

  /** NetVLAD with given clusters. */
  public static Aggregator netVlad(VocabularyConfig words) {
    return new NetVladAggregator(words);
  }
}
