package org.vladoscope.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.vladoscope.common.Progress;
import org.vladoscope.config.CameraFusion;
import org.vladoscope.dataset.CameraViews;
import org.vladoscope.dataset.CameraViews.View;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.graph.Needs;
import org.vladoscope.ranking.Candidate;
import org.vladoscope.step.QueryMatching;
import org.vladoscope.step.StepGraph;

/**
 * Compares the patches of a query's place with those of its candidates: one pair of images for each
 * candidate, or with {@link CameraFusion#FUSED} one pair for each camera that took both. Safe to
 * use from several threads.
 */
final class PlaceMatching {

  /** Two images whose patches are compared. */
  record Pair(PlaceImage query, PlaceImage candidate) {}

  private final List<View> queryViews;
  private final CameraViews views;
  private final StepGraph graph;
  private final Map<Pair, double[]> known;
  private final Map<PlaceImage, QueryMatching> byQueryView = new ConcurrentHashMap<>();

  /**
   * Compares nothing yet.
   *
   * @param queryViews the images of the query's place
   * @param views which images show the same place
   */
  PlaceMatching(List<View> queryViews, CameraViews views, StepGraph graph) {
    this(queryViews, views, graph, Map.of());
  }

  /**
   * Compares what is not known.
   *
   * @param queryViews the images of the query's place
   * @param views which images show the same place
   * @param known for some pairs the score of every scale
   */
  PlaceMatching(
      List<View> queryViews, CameraViews views, StepGraph graph, Map<Pair, double[]> known) {
    this.known = known;
    this.queryViews = queryViews;
    this.views = views;
    this.graph = graph;
  }

  private QueryMatching matching(PlaceImage queryView) {
    return byQueryView.computeIfAbsent(queryView, graph::matching);
  }

  /** The score of every scale with a candidate, averaged over the pairs. */
  double[] scores(Candidate candidate, Progress progress) {
    List<Pair> pairs = pairs(candidate);
    double[] mean = new double[graph.config().scales().size()];
    for (Pair pair : pairs) {
      double[] found = known.get(pair);
      double[] scores =
          found != null ? found : matching(pair.query()).scores(pair.candidate(), progress);
      for (int s = 0; s < mean.length; s++) {
        mean[s] += scores[s] / pairs.size();
      }
    }
    return mean;
  }

  /** The images that are compared for a candidate. */
  List<Pair> pairs(Candidate candidate) {
    List<Pair> pairs = new ArrayList<>();
    if (graph.config().cameras() == CameraFusion.FUSED) {
      for (View query : queryViews) {
        for (View other : views.of(views.place(candidate.image()))) {
          if (query.camera() != null
              && Objects.equals(query.camera(), other.camera())
              && !graph.database().failures().containsKey("database/" + other.image().name())) {
            pairs.add(new Pair(query.image(), other.image()));
          }
        }
      }
    }
    return pairs.isEmpty() ? List.of(new Pair(candidate.queryView(), candidate.image())) : pairs;
  }

  /** Asks for what {@link #scores} will use. */
  void need(Candidate candidate, Needs needs) {
    pairs(candidate).forEach(pair -> matching(pair.query()).need(pair.candidate(), needs));
  }

  /** Puts what was found on disk. */
  void save() {
    byQueryView.values().forEach(QueryMatching::save);
  }
}
