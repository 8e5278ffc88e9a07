package org.vladoscope.pipeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.Progress;
import org.vladoscope.config.CameraFusion;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.CameraViews;
import org.vladoscope.dataset.CameraViews.View;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.graph.Workload;
import org.vladoscope.ranking.Candidate;
import org.vladoscope.step.MapDescriptors;
import org.vladoscope.step.MatchStage;

/**
 * Compares the patches of a query's place with those of its candidates: one pair of pictures for
 * each candidate, or with {@link CameraFusion#FUSED} one pair for each camera that took both. Safe
 * to use from several threads.
 */
final class PlaceMatching {

  private record Pair(PlaceImage query, PlaceImage candidate) {}

  private final List<View> queryViews;
  private final CameraViews views;
  private final MatchStage matches;
  private final MapDescriptors descriptors;
  private final PipelineConfig config;
  private final Map<PlaceImage, MatchStage.ListMatching> byQueryView = new ConcurrentHashMap<>();

  /**
   * Compares nothing yet.
   *
   * @param queryViews the pictures of the query's place
   * @param views which pictures show the same place
   */
  PlaceMatching(
      List<View> queryViews,
      CameraViews views,
      MatchStage matches,
      MapDescriptors descriptors,
      PipelineConfig config) {
    this.queryViews = queryViews;
    this.views = views;
    this.matches = matches;
    this.descriptors = descriptors;
    this.config = config;
  }

  private MatchStage.ListMatching list(PlaceImage queryView) {
    return byQueryView.computeIfAbsent(queryView, q -> matches.list(q, descriptors, config));
  }

  /** The score of every scale with a candidate, averaged over the pairs. */
  double[] scores(Candidate candidate, Progress progress) {
    List<Pair> pairs = pairs(candidate);
    double[] mean = new double[config.scales().size()];
    for (Pair pair : pairs) {
      double[] scores = list(pair.query()).scores(pair.candidate(), progress);
      for (int s = 0; s < mean.length; s++) {
        mean[s] += scores[s] / pairs.size();
      }
    }
    return mean;
  }

  private List<Pair> pairs(Candidate candidate) {
    List<Pair> pairs = new ArrayList<>();
    if (config.cameras() == CameraFusion.FUSED) {
      for (View query : queryViews) {
        for (View other : views.of(views.place(candidate.image()))) {
          if (query.camera() != null
              && Objects.equals(query.camera(), other.camera())
              && !descriptors.failures().containsKey("database/" + other.image().name())) {
            pairs.add(new Pair(query.image(), other.image()));
          }
        }
      }
    }
    return pairs.isEmpty() ? List.of(new Pair(candidate.queryView(), candidate.image())) : pairs;
  }

  /** Puts what was found on disk. */
  void save() {
    byQueryView.values().forEach(MatchStage.ListMatching::save);
  }

  /**
   * Adds what {@link #scores} will have to compute for some candidates, and what one pair of
   * pictures takes.
   *
   * @param query the picture of the pair
   * @param shown the other picture, or null
   */
  void addWork(
      List<Candidate> candidates,
      PlaceImage query,
      @Nullable PlaceImage shown,
      Workload.Builder work) {
    Map<PlaceImage, List<PlaceImage>> compared = new LinkedHashMap<>();
    compared.put(query, new ArrayList<>());
    for (Candidate candidate : candidates) {
      for (Pair pair : pairs(candidate)) {
        compared.computeIfAbsent(pair.query(), q -> new ArrayList<>()).add(pair.candidate());
      }
    }
    compared.forEach(
        (view, images) -> list(view).addWork(images, view.equals(query) ? shown : null, work));
  }
}
