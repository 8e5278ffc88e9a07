package org.vladoscope.ui.explore.why;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.beans.Observable;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.Progress;
import org.vladoscope.config.CameraFusion;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.image.ImageDecoder;
import org.vladoscope.match.PairMatch;
import org.vladoscope.pipeline.SimilarityTiles;
import org.vladoscope.ranking.Candidate;
import org.vladoscope.ranking.PlaceTruth;
import org.vladoscope.ranking.QueryResult;
import org.vladoscope.ui.explore.look.PairLook;
import org.vladoscope.ui.explore.look.PairLooks;
import org.vladoscope.ui.map.OpenMap;
import org.vladoscope.ui.session.Analysis;
import org.vladoscope.ui.task.LatestOnly;
import org.vladoscope.ui.task.Outcome;
import org.vladoscope.ui.task.RunningTask;
import org.vladoscope.ui.view.Picture;
import org.vladoscope.ui.view.Words;

/**
 * Finds out why the chosen query was answered as it was, while somebody looks. What is not known of
 * the right answer is computed in the background: its patches if it was not re-ranked, its global
 * rank if it is not among the candidates.
 */
final class WhyModel {

  private final OpenMap model;
  private final PairLooks looks;
  private final LatestOnly lane;
  private final ReadOnlyObjectWrapper<@Nullable Why> why = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable RunningTask> task = new ReadOnlyObjectWrapper<>();
  private @Nullable QueryResult asked;

  WhyModel(OpenMap model, PairLooks looks) {
    this.model = model;
    this.looks = looks;
    this.lane = new LatestOnly(model.tasks());
    for (Observable input :
        new Observable[] {
          looks.lookProperty(),
          model.queryProperty(),
          model.resultProperty(),
          model.partialProperty(),
          model.searchingProperty(),
          model.comparingProperty()
        }) {
      input.addListener(o -> refresh());
    }
    refresh();
  }

  /** What there is to say, or null while it is computed or nobody looks. */
  ReadOnlyObjectProperty<@Nullable Why> whyProperty() {
    return why.getReadOnlyProperty();
  }

  /** What is computed for it, or null. */
  ReadOnlyObjectProperty<@Nullable RunningTask> taskProperty() {
    return task.getReadOnlyProperty();
  }

  private void refresh() {
    PlaceImage query = model.queryProperty().get();
    QueryResult result = model.resultProperty().get();
    // The overlays outlive the map, and tell its view of looks at the next one.
    if (model.isClosed() || looks.lookProperty().get() != PairLook.WHY) {
      forget(null);
    } else if (query == null) {
      forget(new Why.Told("No query chosen", "Click a query on the left, or press J."));
    } else if (model.searchingProperty().get() || model.comparingProperty().get()) {
      // Neither the ranking nor its settings are settled.
      forget(null);
    } else if (result == null) {
      forget(new Why.Told("No candidates", "This query could not be ranked."));
    } else if (model.partialProperty().get() != null) {
      forget(
          new Why.Told(
              "The ranking was stopped", "Choose the query again to have it ranked to the end."));
    } else if (!result.equals(asked)) {
      ask(query, result);
    }
  }

  private void forget(@Nullable Why told) {
    asked = null;
    lane.cancel();
    task.set(null);
    why.set(told);
  }

  private void ask(PlaceImage query, QueryResult result) {
    forget(null);
    asked = result;
    Optional<Why.Told> nothing = withoutRightAnswer(query, result);
    if (nothing.isPresent()) {
      why.set(nothing.get());
      return;
    }
    PlaceMap map = model.map();
    PipelineConfig config = model.configProperty().get();
    task.set(
        lane.submit(
            "Comparing with the right answer",
            progress -> answer(map, query, result, model.analysis(config), progress),
            Outcome.of(
                found -> {
                  task.set(null);
                  why.set(found);
                },
                failure -> {
                  task.set(null);
                  why.set(new Why.Told("No comparison", Words.of(failure)));
                })));
  }

  /** Why there is no right answer to compare with, if there is none. */
  private Optional<Why.Told> withoutRightAnswer(PlaceImage query, QueryResult result) {
    PlaceMap map = model.map();
    if (model.isQueryOutside()) {
      return told(
          "The right answer is not known",
          "This query lies outside the map, so no ground truth names its place.");
    } else if (!map.groundTruth().isKnown()) {
      return told(
          "The right answer is not known",
          "This map has no ground truth that could name the place of the query.");
    } else if (map.groundTruth().positives(number(map, query)).length == 0) {
      return told(
          "No match exists in this map",
          "No database image shows the place of this query, so no candidate can be right.");
    } else if (result.candidates().stream().allMatch(c -> c.truth() == PlaceTruth.SAME_PLACE)) {
      return told("Answered right", "Every candidate shows the same place as the query.");
    }
    return Optional.empty();
  }

  private static Optional<Why.Told> told(String title, String hint) {
    return Optional.of(new Why.Told(title, hint));
  }

  private static int number(PlaceMap map, PlaceImage query) {
    return map.queries().indexOf(map.views().place(query));
  }

  private static WhyAnswer answer(
      PlaceMap map, PlaceImage query, QueryResult result, Analysis analysis, Progress progress) {
    Candidate wrong = first(result, PlaceTruth.OTHER_PLACE).orElseThrow();
    Rival other = listed(wrong, analysis, progress.part(0, .3));
    Optional<Candidate> found = first(result, PlaceTruth.SAME_PLACE);
    Rival right =
        found.isPresent()
            ? listed(found.get(), analysis, progress.part(.3, 1))
            : unlisted(map, query, analysis, progress.part(.3, 1));
    boolean onePair =
        analysis.config().cameras() != CameraFusion.FUSED || map.views().cameras().isEmpty();
    return new WhyAnswer(
        result, analysis.config(), picture(right.queryView()), onePair, other, right);
  }

  /** The best candidate of which the ground truth says so. */
  private static Optional<Candidate> first(QueryResult result, PlaceTruth truth) {
    return result.candidates().stream()
        .filter(candidate -> candidate.truth() == truth)
        .min(Comparator.comparingInt(Candidate::rankAfter));
  }

  private static Rival listed(Candidate candidate, Analysis analysis, Progress progress) {
    return new Rival(
        candidate.queryView(),
        candidate.image(),
        picture(candidate.image()),
        Optional.of(candidate),
        OptionalInt.of(candidate.rankBefore()),
        candidate.globalSimilarity(),
        match(analysis, candidate.queryView(), candidate.image(), progress));
  }

  /** The right answer that is most similar, with the rank that a longer list would give it. */
  private static Rival unlisted(
      PlaceMap map, PlaceImage query, Analysis analysis, Progress progress) {
    int asked = number(map, query);
    int[] positives = map.groundTruth().positives(asked);
    int best = positives[0];
    OptionalInt rank = OptionalInt.empty();
    float similarity = Float.NaN;
    if (analysis.config().retrieval().hasDistances() && map.views().cameras().isEmpty()) {
      SimilarityTiles tiles = analysis.similarityTiles(progress.part(0, .1));
      float[] all = similarities(tiles, asked, map.queriesAreDatabase(), progress.part(.1, .5));
      for (int positive : positives) {
        if (Float.isNaN(all[best]) || all[positive] > all[best]) {
          best = positive;
        }
      }
      similarity = all[best];
      if (!Float.isNaN(similarity)) {
        rank = OptionalInt.of(rank(all, similarity));
      }
    }
    PlaceImage image = map.database().get(best);
    return new Rival(
        query,
        image,
        picture(image),
        Optional.empty(),
        rank,
        similarity,
        match(analysis, query, image, progress.part(.5, 1)));
  }

  private static float[] similarities(
      SimilarityTiles tiles, int query, boolean withoutItself, Progress progress) {
    float[] all = new float[tiles.images()];
    for (int i = 0; i < all.length; i++) {
      progress.check();
      progress.report("Looking for the global rank", (double) i / all.length);
      all[i] = withoutItself && i == query ? Float.NaN : tiles.value(query, i);
    }
    return all;
  }

  private static int rank(float[] all, float similarity) {
    int rank = 1;
    for (float other : all) {
      rank += other > similarity ? 1 : 0;
    }
    return rank;
  }

  /** Settings without patches leave nothing to compare but the global descriptors. */
  private static PairMatch match(
      Analysis analysis, PlaceImage query, PlaceImage image, Progress progress) {
    progress.check();
    return analysis.config().aggregator().hasPatches()
        ? analysis.match(query, image, progress)
        : new PairMatch(List.of());
  }

  private static Picture picture(PlaceImage image) {
    return Picture.of(ImageDecoder.decode(image.file()));
  }
}
