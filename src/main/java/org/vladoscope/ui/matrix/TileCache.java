package org.vladoscope.ui.matrix;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.vladoscope.pipeline.SimilarityTiles;
import org.vladoscope.pipeline.SimilarityTiles.Key;
import org.vladoscope.pipeline.SimilarityTiles.Tile;
import org.vladoscope.ui.task.BackgroundTasks;
import org.vladoscope.ui.task.Outcome;
import org.vladoscope.ui.task.RunningTask;

/**
 * The tiles that were computed last. What is wanted is computed one tile after the other, the most
 * wanted first; what is not wanted any more is not begun, and stopped if it was. For the JavaFX
 * thread only.
 */
public final class TileCache {

  /** Tiles of a megabyte of values are 4; this is about 60 MB. */
  private static final int CAPACITY = 240;

  private final SimilarityTiles tiles;
  private final BackgroundTasks tasks;
  private final Runnable onTile;
  private final Consumer<Throwable> onFailure;
  private final Map<Key, Tile> known = new LinkedHashMap<>(16, .75f, true);
  private final Key overview;
  private @Nullable Tile overviewTile;
  private List<Key> wanted = List.of();
  private @Nullable Key underWay;
  private @Nullable RunningTask task;
  private boolean failed;
  private boolean closed;
  private int computed;

  /**
   * An empty cache.
   *
   * @param tasks for work that is over before it could be listed
   * @param onTile called when a tile has come
   * @param onFailure called once if a tile cannot be computed
   */
  public TileCache(
      SimilarityTiles tiles,
      BackgroundTasks tasks,
      Runnable onTile,
      Consumer<Throwable> onFailure) {
    this.tiles = tiles;
    this.tasks = tasks;
    this.onTile = onTile;
    this.onFailure = onFailure;
    this.overview =
        new Key(
            SimilarityTiles.topLevel(tiles.queries()),
            SimilarityTiles.topLevel(tiles.images()),
            0,
            0);
    wanted = List.of(overview);
    next();
  }

  /** What the tiles show. */
  public SimilarityTiles tiles() {
    return tiles;
  }

  /** The tile that shows a little of everything, or null until it is known. */
  public @Nullable Tile overview() {
    return overviewTile;
  }

  /** A tile if it is known. */
  public @Nullable Tile find(Key key) {
    return key.equals(overview) ? overviewTile : known.get(key);
  }

  /** True while something that is wanted is not known. */
  public boolean isBusy() {
    return underWay != null;
  }

  /** How many tiles have been computed. */
  public int computed() {
    return computed;
  }

  /** Takes what is wanted from now on, the most wanted first; known ones are not computed again. */
  public void want(List<Key> keys) {
    List<Key> missing = new ArrayList<>();
    if (overviewTile == null) {
      missing.add(overview);
    }
    for (Key key : keys) {
      if (find(key) == null && !key.equals(overview)) {
        missing.add(key);
      }
    }
    wanted = missing;
    Key running = underWay;
    RunningTask runningTask = task;
    if (running != null && runningTask != null && !missing.contains(running)) {
      runningTask.cancel();
    }
    next();
  }

  private void next() {
    if (underWay != null || wanted.isEmpty() || failed || closed) {
      return;
    }
    Key key = wanted.getFirst();
    underWay = key;
    task =
        tasks.start(
            "Computing similarities",
            progress -> tiles.tile(key, progress),
            new Outcome<>(this::arrived, this::failed, this::ended));
  }

  private void arrived(Tile tile) {
    computed++;
    if (tile.key().equals(overview)) {
      overviewTile = tile;
    } else {
      known.put(tile.key(), tile);
      var oldest = known.entrySet().iterator();
      while (known.size() > CAPACITY) {
        oldest.next();
        oldest.remove();
      }
    }
    wanted = wanted.stream().filter(key -> !key.equals(tile.key())).toList();
    underWay = null;
    onTile.run();
    next();
  }

  private void failed(Throwable failure) {
    underWay = null;
    failed = true;
    onFailure.accept(failure);
  }

  private void ended() {
    underWay = null;
    next();
  }

  /** Computes nothing any more. */
  public void close() {
    closed = true;
    RunningTask running = task;
    if (running != null) {
      running.cancel();
    }
  }
}
