package org.vladoscope.ui.lab;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableObjectValue;
import org.jspecify.annotations.Nullable;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.image.ImageDecoder;
import org.vladoscope.teach.steps.ImageCells;
import org.vladoscope.ui.map.OpenMap;
import org.vladoscope.ui.session.Analysis;
import org.vladoscope.ui.task.BackgroundTasks;
import org.vladoscope.ui.task.LatestOnly;
import org.vladoscope.ui.task.Outcome;
import org.vladoscope.ui.view.Picture;
import org.vladoscope.ui.view.PictureGrid;
import org.vladoscope.ui.view.Words;
import org.vladoscope.vlad.PatchGrid;
import org.vladoscope.vlad.PatchScale;

/** The cells of the chosen image of the open map, and which of them are looked at. */
public final class CellsModel {

  /**
   * An image and its cells.
   *
   * @param image which one
   * @param picture how it looks
   * @param grid where the cells lie on it
   * @param cells their features and what becomes of them
   */
  public record Shown(PlaceImage image, Picture picture, PictureGrid grid, ImageCells cells) {}

  private final ObservableObjectValue<@Nullable OpenMap> explore;
  private final LatestOnly lane;
  private final BooleanProperty active = new SimpleBooleanProperty(false);
  private final ReadOnlyObjectWrapper<@Nullable Shown> shown = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper error = new ReadOnlyStringWrapper("");
  private final ObjectProperty<Set<Integer>> selection = new SimpleObjectProperty<>(Set.of());
  private final IntegerProperty followed = new SimpleIntegerProperty(-1);
  private final ChangeListener<Object> onChange = (o, before, now) -> refresh();

  /**
   * Shows nothing yet.
   *
   * @param explore the open map, or null
   */
  public CellsModel(ObservableObjectValue<@Nullable OpenMap> explore, BackgroundTasks tasks) {
    this.explore = explore;
    this.lane = new LatestOnly(tasks);
    explore.addListener((o, before, now) -> onMap(before, now));
    onMap(null, explore.get());
    active.addListener(onChange);
  }

  private void onMap(@Nullable OpenMap before, @Nullable OpenMap now) {
    if (before != null) {
      before.queryProperty().removeListener(onChange);
      before.configProperty().removeListener(onChange);
    }
    if (now != null) {
      now.queryProperty().addListener(onChange);
      now.configProperty().addListener(onChange);
    }
    refresh();
  }

  /** Whether anybody looks; nothing is computed for nobody. */
  public BooleanProperty activeProperty() {
    return active;
  }

  /** The image and its cells, or null. */
  public ReadOnlyObjectProperty<@Nullable Shown> shownProperty() {
    return shown.getReadOnlyProperty();
  }

  /** Why nothing is shown although an image is chosen; else empty. */
  public ReadOnlyStringProperty errorProperty() {
    return error.getReadOnlyProperty();
  }

  /** True while cells are computed. */
  public ReadOnlyBooleanProperty busyProperty() {
    return lane.busyProperty();
  }

  /** The cells that light up in the plane and on the image. */
  public ObjectProperty<Set<Integer>> selectionProperty() {
    return selection;
  }

  /** The cell followed through all steps, or −1. */
  public IntegerProperty followedProperty() {
    return followed;
  }

  /** Whether a map is open. */
  public boolean hasMap() {
    return explore.get() != null;
  }

  /** Whether an image is chosen, or there is one to choose. */
  private @Nullable PlaceImage image() {
    OpenMap open = explore.get();
    if (open == null) {
      return null;
    }
    PlaceImage query = open.queryProperty().get();
    if (query != null) {
      return query;
    }
    return open.map().queries().isEmpty() ? null : open.map().queries().getFirst();
  }

  /** Looks at one cell. */
  public void follow(int cell) {
    followed.set(cell);
    selection.set(Set.of(cell));
  }

  /** Selects the cells of a rectangle of the grid, given by two opposite corners. */
  public void selectGrid(int oneCell, int otherCell) {
    Shown now = shown.get();
    if (now == null) {
      return;
    }
    int width = now.cells().map().width();
    int top = Math.min(oneCell / width, otherCell / width);
    int bottom = Math.max(oneCell / width, otherCell / width);
    int left = Math.min(oneCell % width, otherCell % width);
    int right = Math.max(oneCell % width, otherCell % width);
    Set<Integer> cells = new HashSet<>();
    for (int row = top; row <= bottom; row++) {
      for (int column = left; column <= right; column++) {
        cells.add(row * width + column);
      }
    }
    followed.set(otherCell);
    selection.set(Set.copyOf(cells));
  }

  /** Selects the cells whose places lie in a rectangle of the plane of principal components. */
  public void selectPlane(double x1, double y1, double x2, double y2) {
    Shown now = shown.get();
    if (now == null) {
      return;
    }
    Set<Integer> cells = new HashSet<>();
    for (int i = 0; i < now.cells().places().rows(); i++) {
      double x = now.cells().places().get(i, 0);
      double y = now.cells().places().get(i, 1);
      if (x >= Math.min(x1, x2)
          && x <= Math.max(x1, x2)
          && y >= Math.min(y1, y2)
          && y <= Math.max(y1, y2)) {
        cells.add(i);
      }
    }
    if (!cells.isEmpty()) {
      followed.set(cells.stream().min(Integer::compare).orElse(-1));
    }
    selection.set(Set.copyOf(cells));
  }

  private void refresh() {
    OpenMap open = explore.get();
    PlaceImage wanted = image();
    if (open == null || wanted == null || !active.get()) {
      lane.cancel();
      if (open == null || wanted == null) {
        shown.set(null);
        error.set("");
      }
      return;
    }
    Analysis analysis = open.analysis();
    Shown now = shown.get();
    if (now == null || !Objects.equals(now.image(), wanted)) {
      selection.set(Set.of());
      followed.set(-1);
    }
    lane.submit(
        "Reading the cells of " + Words.shortName(wanted.name()),
        progress -> {
          Picture picture = Picture.of(ImageDecoder.decode(wanted.file()));
          ImageCells cells = analysis.cells(wanted, progress);
          PatchGrid grid =
              new PatchGrid(
                  cells.map().height(),
                  cells.map().width(),
                  new PatchScale(1, 1),
                  cells.map().geometry());
          return new Shown(
              wanted,
              picture,
              new PictureGrid(grid, analysis.config().imageSize(), picture.size()),
              cells);
        },
        Outcome.of(
            found -> {
              error.set("");
              int cells = found.cells().map().cells().rows();
              if (followed.get() < 0 || followed.get() >= cells) {
                selection.set(Set.of());
                followed.set(cells / 2);
              }
              shown.set(found);
            },
            failure -> {
              shown.set(null);
              error.set(Words.of(failure));
            }));
  }
}
