package org.vladoscope.ui.evaluate;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.ui.evaluate.atlas.AtlasModel;
import org.vladoscope.ui.evaluate.duel.DuelModel;
import org.vladoscope.ui.evaluate.embedding.EmbeddingModel;
import org.vladoscope.ui.evaluate.mix.MixModel;
import org.vladoscope.ui.evaluate.page.TruthModel;
import org.vladoscope.ui.evaluate.sweep.SweepModel;
import org.vladoscope.ui.evaluate.train.TrainModel;
import org.vladoscope.ui.map.OpenMap;
import org.vladoscope.ui.task.BackgroundTasks;

/** What the perspective shows of an open map. */
public final class EvaluateModel {

  private final OpenMap explore;
  private final Runnable showExplore;
  private final ObjectProperty<EvaluatePage> page =
      new SimpleObjectProperty<>(EvaluatePage.RESULTS);
  private final TruthModel truth;
  private final ResultsModel results;
  private final MatrixModel matrix;
  private final EmbeddingModel embedding;
  private final AtlasModel atlas;
  private final MixModel mix;
  private final SweepModel sweep;
  private final TrainModel training;
  private final RunsModel runs;
  private final DuelModel duel;

  /**
   * Begins with nothing measured.
   *
   * @param explore the open map
   * @param instant for work that is over before it could be listed
   * @param showExplore goes to the perspective that shows pairs
   */
  public EvaluateModel(OpenMap explore, BackgroundTasks instant, Runnable showExplore) {
    this.explore = explore;
    this.showExplore = showExplore;
    this.truth =
        new TruthModel(explore.map(), explore.tasks(), explore.triage().conventionProperty());
    this.results = new ResultsModel(explore, truth);
    this.embedding = new EmbeddingModel(explore, AnswersMeasured.facts(results), showExplore);
    this.atlas = new AtlasModel(explore, truth, instant, showExplore);
    this.matrix = new MatrixModel(explore, truth, instant, atlas, embedding.chosenProperty());
    this.mix = new MixModel(explore, truth, instant, showExplore);
    this.sweep = new SweepModel(explore, truth);
    this.training = new TrainModel(explore, truth, () -> page.set(EvaluatePage.TRUTH));
    this.runs = new RunsModel(explore, truth.conventionProperty());
    this.duel = new DuelModel(explore, showExplore);
  }

  /** The open map. */
  public OpenMap explore() {
    return explore;
  }

  /** The page shown. */
  public ObjectProperty<EvaluatePage> pageProperty() {
    return page;
  }

  /** How good the settings in use are. */
  public ResultsModel results() {
    return results;
  }

  /** What counts as right. */
  public TruthModel truth() {
    return truth;
  }

  /** Every query against every database image. */
  public MatrixModel matrix() {
    return matrix;
  }

  /** All images in the plane. */
  public EmbeddingModel embedding() {
    return embedding;
  }

  /** Places far apart that look alike. */
  public AtlasModel atlas() {
    return atlas;
  }

  /** How much each cluster counts. */
  public MixModel mix() {
    return mix;
  }

  /** Many settings, one after the other. */
  public SweepModel sweep() {
    return sweep;
  }

  /** A vocabulary that learns from the map's places. */
  public TrainModel training() {
    return training;
  }

  /** What was measured before. */
  public RunsModel runs() {
    return runs;
  }

  /** Two methods, query by query. */
  public DuelModel duel() {
    return duel;
  }

  /** Stops everything. */
  public void close() {
    results.close();
    matrix.close();
    embedding.close();
    atlas.close();
    mix.close();
    sweep.close();
    training.close();
    runs.close();
    duel.close();
    truth.close();
  }

  /**
   * Goes to Explore with a pair.
   *
   * @param candidate the image beside the query, or null for its first candidate
   */
  public void open(PlaceImage query, @Nullable PlaceImage candidate) {
    showExplore.run();
    explore.choosePair(query, candidate);
  }

  /** Goes to Explore, where only the queries of a condition are listed then. */
  public void explore(String condition) {
    showExplore.run();
    explore.queryFilter().clear();
    explore.queryFilter().underProperty().set(condition);
  }
}
