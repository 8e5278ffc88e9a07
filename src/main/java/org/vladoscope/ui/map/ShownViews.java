package org.vladoscope.ui.map;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vladoscope.dataset.CameraViews;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.ranking.Candidate;

/**
 * Which images of two places are compared, where several cameras took them.
 *
 * @param query an image of the query's place
 * @param candidate an image of the candidate's place
 */
record ShownViews(PlaceImage query, PlaceImage candidate) {

  /**
   * The images one camera took, if it took both; else those that are most alike by the ranking;
   * else those that were chosen.
   *
   * @param ranked what the ranking says of the candidate
   * @param camera the camera wished for, or null
   */
  static ShownViews of(
      CameraViews views,
      PlaceImage query,
      PlaceImage candidate,
      Optional<Candidate> ranked,
      @Nullable String camera) {
    Optional<PlaceImage> left = by(camera, views, query);
    Optional<PlaceImage> right = by(camera, views, candidate);
    return left.isPresent() && right.isPresent()
        ? new ShownViews(left.get(), right.get())
        : new ShownViews(ranked.map(Candidate::queryView).orElse(query), candidate);
  }

  private static Optional<PlaceImage> by(
      @Nullable String camera, CameraViews views, PlaceImage image) {
    return camera == null
        ? Optional.empty()
        : views.of(views.place(image)).stream()
            .filter(v -> Objects.equals(v.camera(), camera))
            .map(CameraViews.View::image)
            .findFirst();
  }
}
