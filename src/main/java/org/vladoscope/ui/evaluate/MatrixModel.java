package org.vladoscope.ui.evaluate;

import java.util.BitSet;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.GroundTruth;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.pipeline.SimilarityTiles;
import org.vladoscope.ui.evaluate.atlas.AtlasModel;
import org.vladoscope.ui.evaluate.page.TruthModel;
import org.vladoscope.ui.map.OpenMap;
import org.vladoscope.ui.matrix.MatrixMarks;
import org.vladoscope.ui.matrix.MatrixOver;
import org.vladoscope.ui.matrix.MatrixPane;
import org.vladoscope.ui.matrix.TileCache;
import org.vladoscope.ui.session.Analysis;
import org.vladoscope.ui.task.BackgroundTasks;
import org.vladoscope.ui.task.Conflated;
import org.vladoscope.ui.task.LatestOnly;
import org.vladoscope.ui.task.Outcome;
import org.vladoscope.ui.task.RunningTask;
import org.vladoscope.ui.view.Words;

/** The similarity of all queries and all database images under the settings in use. */
public final class MatrixModel {

  /** What the rows are; columns are database images. */
  public enum Rows {
    QUERIES("Queries", "Query"),
    DATABASE("Database", "Database image");

    private final String label;
    private final String one;

    Rows(String label, String one) {
      this.label = label;
      this.one = one;
    }

    /** What the choice is called. */
    public String label() {
      return label;
    }

    /** What one row is called. */
    public String one() {
      return one;
    }
  }

  /**
   * A pair that is pointed at.
   *
   * @param query the query, or the database image of the row
   * @param image the database image
   * @param similarity of their global descriptors; NaN while it is not known
   */
  public record Pair(PlaceImage query, PlaceImage image, float similarity) {}

  private final OpenMap explore;
  private final TruthModel truth;
  private final BackgroundTasks instant;
  private final LatestOnly preparing;
  private final Conflated values;
  private final ReadOnlyObjectWrapper<@Nullable TileCache> tiles = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable RunningTask> task = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable Pair> pointed = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ObjectProperty<Rows> rows = new SimpleObjectProperty<>(Rows.QUERIES);
  private final AtlasModel atlas;
  private final ObjectProperty<BitSet> chosen;
  private final BooleanProperty marked = new SimpleBooleanProperty(true);
  private final ObjectProperty<Runnable> onTile = new SimpleObjectProperty<>(() -> {});
  private @Nullable PipelineConfig shown;
  private @Nullable SimilarityTiles prepared;

  /**
   * Nothing is computed yet.
   *
   * @param instant for work that is over before it could be listed
   * @param atlas runs of database images that look alike
   * @param chosen images chosen in the embedding map: database images by number, then queries
   */
  MatrixModel(
      OpenMap explore,
      TruthModel truth,
      BackgroundTasks instant,
      AtlasModel atlas,
      ObjectProperty<BitSet> chosen) {
    this.atlas = atlas;
    this.chosen = chosen;
    this.explore = explore;
    this.truth = truth;
    this.instant = instant;
    this.preparing = new LatestOnly(explore.tasks());
    this.values = new Conflated(instant);
    rows.addListener(
        o -> {
          SimilarityTiles known = prepared;
          if (known != null) {
            show(known);
            loadRuns();
          }
        });
  }

  /** What the rows are. */
  public ObjectProperty<Rows> rowsProperty() {
    return rows;
  }

  /** Runs of database images that look alike. */
  AtlasModel atlas() {
    return atlas;
  }

  /** Images chosen in the embedding map. */
  ReadOnlyObjectProperty<BitSet> chosenProperty() {
    return chosen;
  }

  /** What is drawn over the cells. */
  MatrixOver over() {
    int database = explore.map().database().size();
    BitSet columns = chosen.get().get(0, database);
    boolean same = rows.get() == Rows.DATABASE;
    return new MatrixOver(
        rows.get().one(),
        same ? atlas.bandsProperty().get() : List.of(),
        same ? atlas.bandProperty().get() : null,
        same || explore.map().queriesAreDatabase()
            ? columns
            : chosen.get().get(database, Math.max(database, chosen.get().length())),
        columns);
  }

  private void loadRuns() {
    if (rows.get() == Rows.DATABASE) {
      atlas.load();
    }
  }

  /** The open map. */
  public OpenMap explore() {
    return explore;
  }

  /** The tiles, or null while the map is being prepared. */
  public ReadOnlyObjectProperty<@Nullable TileCache> tilesProperty() {
    return tiles.getReadOnlyProperty();
  }

  /** The preparation that is under way or was last. */
  public ReadOnlyObjectProperty<@Nullable RunningTask> taskProperty() {
    return task.getReadOnlyProperty();
  }

  /** True while the map is being prepared. */
  public ReadOnlyBooleanProperty busyProperty() {
    return preparing.busyProperty();
  }

  /** Why there is no matrix; empty if there is or was none asked for. */
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** Whether the ground truth is drawn. */
  public BooleanProperty markedProperty() {
    return marked;
  }

  /** The pair that is pointed at, or null. */
  public ReadOnlyObjectProperty<@Nullable Pair> pointedProperty() {
    return pointed.getReadOnlyProperty();
  }

  /** What counts as right. */
  public TruthModel truth() {
    return truth;
  }

  void onTile(Runnable action) {
    onTile.set(action);
  }

  /** Prepares what belongs to the settings in use, unless it is there. */
  public void load() {
    PipelineConfig wanted = explore.configProperty().get();
    loadRuns();
    if (wanted.equals(shown) && (tiles.get() != null || busyProperty().get())) {
      return;
    }
    shown = wanted;
    problem.set("");
    Analysis analysis = explore.analysis(wanted);
    task.set(
        preparing.submit(
            "Preparing similarities",
            analysis::similarityTiles,
            new Outcome<SimilarityTiles>(this::show, this::failed, () -> {})));
  }

  /** Stops preparing. */
  public void cancel() {
    preparing.cancel();
    shown = null;
    problem.set("Stopped before the map was prepared.");
  }

  private void show(SimilarityTiles found) {
    closeTiles();
    prepared = found;
    SimilarityTiles seen = rows.get() == Rows.DATABASE ? found.amongImages() : found;
    tiles.set(new TileCache(seen, instant, () -> onTile.get().run(), this::failed));
  }

  private void failed(Throwable failure) {
    shown = null;
    prepared = null;
    closeTiles();
    problem.set(Words.of(failure));
  }

  private void closeTiles() {
    TileCache before = tiles.get();
    if (before != null) {
      before.close();
      tiles.set(null);
    }
  }

  /** Whether the ground truth says something of these rows. */
  boolean hasTruth() {
    return rows.get() == Rows.QUERIES || explore.map().queriesAreDatabase();
  }

  /** The image of a row. */
  PlaceImage row(int number) {
    return (rows.get() == Rows.QUERIES ? explore.map().queries() : explore.map().database())
        .get(number);
  }

  /** What the ground truth marks. */
  public MatrixMarks marks() {
    GroundTruth right = truth.truthProperty().get();
    return right.isKnown() && marked.get() && hasTruth()
        ? new MatrixMarks(right::positives, right::soft)
        : MatrixMarks.NONE;
  }

  /**
   * Points at a pair.
   *
   * @param cell its place, or null
   * @param known its similarity if it is drawn, else NaN
   */
  void point(MatrixPane.@Nullable Cell cell, float known) {
    TileCache cache = tiles.get();
    if (cell == null || cache == null) {
      pointed.set(null);
      return;
    }
    PlaceImage query = row(cell.row());
    PlaceImage image = explore.map().database().get(cell.column());
    Pair pair = new Pair(query, image, known);
    pointed.set(pair);
    if (Float.isNaN(known)) {
      values.submit(
          "Comparing a pair",
          progress -> cache.tiles().value(cell.row(), cell.column()),
          similarity -> {
            if (pair.equals(pointed.get())) {
              pointed.set(new Pair(query, image, similarity));
            }
          },
          failure -> {});
    }
  }

  /** Stops everything. */
  void close() {
    preparing.cancel();
    closeTiles();
  }
}
