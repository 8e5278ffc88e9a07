package org.vladoscope.ui.matrix;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.vladoscope.alias.Band;
import org.vladoscope.alias.BandMarks;
import org.vladoscope.figure.Box;
import org.vladoscope.figure.ColorMap;
import org.vladoscope.figure.Drawing;
import org.vladoscope.figure.Point;
import org.vladoscope.pipeline.SimilarityTiles;
import org.vladoscope.pipeline.SimilarityTiles.Key;
import org.vladoscope.pipeline.SimilarityTiles.Tile;
import org.vladoscope.ui.chart.ChartColors;
import org.vladoscope.ui.view.CanvasPainter;
import org.vladoscope.ui.view.PointerMoves;
import org.vladoscope.ui.view.ValueRange;

/**
 * A matrix on the screen: the wheel zooms where the mouse is, dragging moves, a click or the Enter
 * key opens a pair. Only what is seen is computed, and only from tiles that are known is drawn.
 */
public final class MatrixPane extends Region {

  private static final double WHEEL = 1.0015;
  private static final double KEY_ZOOM = 1.5;

  /** While the view moves, tiles that pass by are not asked for. */
  private static final Duration PATIENCE = Duration.millis(60);

  /**
   * A cell.
   *
   * @param row its query
   * @param column its database image
   */
  public record Cell(int row, int column) {}

  private final ObservableBooleanValue dark;
  private final BiConsumer<Integer, Integer> open;
  private final Consumer<Band> openRun;
  private final MatrixPixels pixels = new MatrixPixels();
  private final Canvas canvas = new Canvas();
  private final ObjectProperty<@Nullable TileCache> cache = new SimpleObjectProperty<>();
  private final ObjectProperty<MatrixMarks> marks = new SimpleObjectProperty<>(MatrixMarks.NONE);
  private final ObjectProperty<MatrixOver> over = new SimpleObjectProperty<>(MatrixOver.NOTHING);
  private final ObjectProperty<ColorMap> colorMap = new SimpleObjectProperty<>(ColorMap.VIRIDIS);
  private final PointerMoves moves = new PointerMoves();
  private final ReadOnlyObjectWrapper<@Nullable Cell> pointed = new ReadOnlyObjectWrapper<>();
  private final PauseTransition asking = new PauseTransition(PATIENCE);
  private final ReadOnlyObjectWrapper<@Nullable MatrixView> view = new ReadOnlyObjectWrapper<>();
  private List<BandMarks.Named> named = List.of();
  private double pressedX;
  private double pressedY;
  private double lastX;
  private double lastY;
  private boolean dragged;

  /**
   * An empty pane.
   *
   * @param dark whether the look is dark
   * @param open opens a pair: query, database image
   * @param openRun leads to a run whose name was clicked
   */
  public MatrixPane(
      ObservableBooleanValue dark, BiConsumer<Integer, Integer> open, Consumer<Band> openRun) {
    this.dark = dark;
    this.open = open;
    this.openRun = openRun;
    getStyleClass().add("matrix-pane");
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    setAccessibleText(
        "Similarity of queries and database images. Arrow keys go from cell to cell, plus and"
            + " minus zoom, Enter opens the pair.");
    setMinSize(240, 160);
    canvas.setManaged(false);
    getChildren().addAll(pixels.node(), canvas);
    cache.addListener(
        (o, before, now) -> {
          view.set(null);
          pixels.forget();
          pointed.set(null);
          requestLayout();
        });
    marks.addListener((o, before, now) -> requestLayout());
    over.addListener((o, before, now) -> requestLayout());
    colorMap.addListener((o, before, now) -> requestLayout());
    dark.addListener((o, before, now) -> requestLayout());
    pointed.addListener((o, before, now) -> requestLayout());
    asking.setOnFinished(event -> ask());
    setOnMousePressed(this::onPressed);
    setOnMouseDragged(this::onDragged);
    setOnMouseReleased(this::onReleased);
    setOnMouseMoved(
        event -> {
          if (moves.isMove(event)) {
            pointed.set(cellAt(event.getX(), event.getY()));
            setCursor(runAt(event.getX(), event.getY()).isPresent() ? Cursor.HAND : Cursor.DEFAULT);
          }
        });
    setOnMouseExited(
        event -> {
          if (moves.isMove(event)) {
            pointed.set(null);
          }
        });
    setOnScroll(this::onScroll);
    addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
  }

  /** The tiles that are shown, or null. */
  public ObjectProperty<@Nullable TileCache> tilesProperty() {
    return cache;
  }

  /** Cells that are marked. */
  public ObjectProperty<MatrixMarks> marksProperty() {
    return marks;
  }

  /** What else is drawn over cells, and what rows are. */
  public ObjectProperty<MatrixOver> overProperty() {
    return over;
  }

  /** The names of runs that found room when all was drawn last, where they lie in this pane. */
  public List<BandMarks.Named> named() {
    return named;
  }

  /** The colours. */
  public ObjectProperty<ColorMap> colorMapProperty() {
    return colorMap;
  }

  /** The values at the ends of the colours. */
  public ReadOnlyObjectProperty<ValueRange> rangeProperty() {
    return pixels.rangeProperty();
  }

  /** The cell that the mouse or the keys point at, or null. */
  public ReadOnlyObjectProperty<@Nullable Cell> pointedProperty() {
    return pointed.getReadOnlyProperty();
  }

  /** What is seen, or null while there is nothing. */
  public ReadOnlyObjectProperty<@Nullable MatrixView> viewProperty() {
    return view.getReadOnlyProperty();
  }

  /** Draws anew when a tile has come. */
  public void onTile() {
    requestLayout();
  }

  /** Shows everything. */
  public void fit() {
    view.set(null);
    requestLayout();
  }

  /** Zooms in the middle. */
  public void zoom(double factor) {
    MatrixView now = view.get();
    if (now != null) {
      show(now.zoomedAt(factor, now.width() / 2, now.height() / 2));
    }
  }

  /** Where the middle of a cell lies in this pane. */
  public Point positionOf(Cell cell) {
    MatrixView now = view.get();
    if (now == null) {
      throw new IllegalStateException("there is no matrix");
    }
    return new Point(
        MatrixFigure.LEFT + now.x(cell.column + .5), MatrixFigure.TOP + now.y(cell.row + .5));
  }

  /** The similarity at a cell if a tile that holds it exactly is known, else NaN. */
  public float valueAt(Cell cell) {
    TileCache known = cache.get();
    MatrixView now = view.get();
    if (known == null || now == null) {
      return Float.NaN;
    }
    int rowLevel = now.rowLevel();
    int columnLevel = now.columnLevel();
    if (cell.row >> rowLevel << rowLevel != cell.row
        || cell.column >> columnLevel << columnLevel != cell.column) {
      return Float.NaN;
    }
    int row = cell.row >> rowLevel;
    int column = cell.column >> columnLevel;
    Tile tile =
        known.find(
            new Key(
                rowLevel, columnLevel, row / SimilarityTiles.SIDE, column / SimilarityTiles.SIDE));
    return tile == null
        ? Float.NaN
        : tile.at(row % SimilarityTiles.SIDE, column % SimilarityTiles.SIDE);
  }

  /** What is seen, to be drawn into a file; null while there is nothing. */
  public @Nullable MatrixFigure figure(String title) {
    MatrixView now = view.get();
    TileCache known = cache.get();
    if (now == null || known == null || known.overview() == null) {
      return null;
    }
    return MatrixFigure.of(title, now, pixels.argb(), marks.get(), over.get(), note());
  }

  /** What the colours say of the part that is seen; empty while there is nothing. */
  public String note() {
    MatrixView now = view.get();
    return now == null
        ? ""
        : MatrixFigure.note(
            over.get().rows(),
            rangeProperty().get().min(),
            rangeProperty().get().max(),
            1 << now.rowLevel(),
            1 << now.columnLevel());
  }

  /** Shows a run whole, with something around it. */
  public void show(Band band) {
    MatrixView now = view.get();
    if (now != null) {
      show(now.around(band.from(), band.otherFrom(), band.to() + 1.0, band.otherTo() + 1.0));
    }
  }

  /** Shows a part. */
  public void show(MatrixView now) {
    if (!now.equals(view.get())) {
      view.set(now);
      requestLayout();
    }
  }

  // --- what the mouse and the keys do ---

  /** The cell whose value is drawn at a pixel; a marked one within it comes first. */
  private @Nullable Cell cellAt(double paneX, double paneY) {
    MatrixView now = view.get();
    double x = paneX - MatrixFigure.LEFT;
    double y = paneY - MatrixFigure.TOP;
    if (now == null
        || x < 0
        || y < 0
        || x >= now.width()
        || y >= now.height()
        || !now.isInside(x, y)) {
      return null;
    }
    int row = (int) now.rowAt(y);
    int column = (int) now.columnAt(x);
    Cell marked = markedNear(now, x, y);
    if (marked != null) {
      return marked;
    }
    int rowLevel = now.rowLevel();
    int columnLevel = now.columnLevel();
    return new Cell(row >> rowLevel << rowLevel, column >> columnLevel << columnLevel);
  }

  private @Nullable Cell markedNear(MatrixView now, double x, double y) {
    int firstRow = (int) now.rowAt(Math.floor(y));
    int lastRow = Math.min(now.rows() - 1, (int) Math.ceil(now.rowAt(Math.floor(y) + 1)) - 1);
    double firstColumn = Math.floor(now.columnAt(Math.floor(x)));
    double lastColumn = Math.max(firstColumn, Math.ceil(now.columnAt(Math.floor(x) + 1)) - 1);
    for (int row = Math.max(0, firstRow); row <= lastRow; row++) {
      int[] columns = marks.get().certain().apply(row);
      int from = Arrays.binarySearch(columns, (int) firstColumn);
      int at = from < 0 ? -from - 1 : from;
      if (at < columns.length && columns[at] <= lastColumn) {
        return new Cell(row, columns[at]);
      }
    }
    return null;
  }

  /** The run whose name stands at a pixel. */
  private Optional<Band> runAt(double x, double y) {
    return named.stream()
        .filter(one -> one.plate().contains(x, y))
        .map(BandMarks.Named::band)
        .findFirst();
  }

  private void onPressed(MouseEvent event) {
    requestFocus();
    pressedX = event.getX();
    pressedY = event.getY();
    lastX = pressedX;
    lastY = pressedY;
    dragged = false;
    event.consume();
  }

  private void onDragged(MouseEvent event) {
    dragged = dragged || Math.hypot(event.getX() - pressedX, event.getY() - pressedY) > 3;
    MatrixView now = view.get();
    if (dragged && now != null) {
      setCursor(Cursor.CLOSED_HAND);
      show(now.movedBy(event.getX() - lastX, event.getY() - lastY));
      lastX = event.getX();
      lastY = event.getY();
    }
    event.consume();
  }

  private void onReleased(MouseEvent event) {
    setCursor(Cursor.DEFAULT);
    Cell cell = cellAt(event.getX(), event.getY());
    Optional<Band> run = runAt(event.getX(), event.getY());
    if (!dragged && event.getButton() == MouseButton.PRIMARY) {
      if (run.isPresent()) {
        openRun.accept(run.get());
      } else if (cell != null) {
        pointed.set(cell);
        open.accept(cell.row, cell.column);
      }
    }
    event.consume();
  }

  private void onScroll(ScrollEvent event) {
    MatrixView now = view.get();
    if (now != null && event.getDeltaY() != 0) {
      show(
          now.zoomedAt(
              Math.pow(WHEEL, event.getDeltaY()),
              event.getX() - MatrixFigure.LEFT,
              event.getY() - MatrixFigure.TOP));
      pointed.set(cellAt(event.getX(), event.getY()));
    }
    event.consume();
  }

  private void onKey(KeyEvent event) {
    MatrixView now = view.get();
    if (now == null) {
      return;
    }
    double far = event.isShiftDown() ? 8 : 1;
    switch (event.getCode()) {
      case LEFT -> move(now, 0, -far);
      case RIGHT -> move(now, 0, far);
      case UP -> move(now, -far, 0);
      case DOWN -> move(now, far, 0);
      case PLUS, ADD, EQUALS -> zoomAtPointed(now, KEY_ZOOM);
      case MINUS, SUBTRACT -> zoomAtPointed(now, 1 / KEY_ZOOM);
      case HOME, DIGIT0 -> fit();
      case ENTER, SPACE -> {
        Cell cell = pointed.get();
        if (cell == null) {
          return;
        }
        open.accept(cell.row, cell.column);
      }
      default -> {
        return;
      }
    }
    event.consume();
  }

  private void move(MatrixView now, double rows, double columns) {
    Cell from = pointed.get();
    int rowStep = 1 << now.rowLevel();
    int columnStep = 1 << now.columnLevel();
    Cell to =
        from == null
            ? new Cell(
                (int) Math.max(0, now.rowAt(now.height() / 2)) / rowStep * rowStep,
                (int) Math.max(0, now.columnAt(now.width() / 2)) / columnStep * columnStep)
            : new Cell(
                (int) Math.clamp(from.row + rows * rowStep, 0, now.rows() - 1),
                (int) Math.clamp(from.column + columns * columnStep, 0, now.columns() - 1));
    pointed.set(to);
    show(now.showing(to.row, to.column));
  }

  private void zoomAtPointed(MatrixView now, double factor) {
    Cell cell = pointed.get();
    show(
        cell == null
            ? now.zoomedAt(factor, now.width() / 2, now.height() / 2)
            : now.zoomedAt(factor, now.x(cell.column + .5), now.y(cell.row + .5)));
  }

  // --- what is drawn ---

  private void ask() {
    TileCache known = cache.get();
    MatrixView now = view.get();
    if (known != null && now != null) {
      known.want(MatrixRaster.needed(now));
    }
  }

  @Override
  protected void layoutChildren() {
    canvas.setWidth(getWidth());
    canvas.setHeight(getHeight());
    GraphicsContext graphics = canvas.getGraphicsContext2D();
    graphics.clearRect(0, 0, getWidth(), getHeight());
    TileCache known = cache.get();
    int width = (int) (getWidth() - MatrixFigure.LEFT - 8);
    int height = (int) (getHeight() - MatrixFigure.TOP - 8);
    pixels.node().setVisible(known != null);
    named = List.of();
    if (known == null || width < 8 || height < 8) {
      return;
    }
    MatrixView seen = view.get();
    SimilarityTiles tiles = known.tiles();
    seen =
        seen == null
            ? MatrixView.all(tiles.queries(), tiles.images(), width, height)
            : seen.resized(width, height);
    view.set(seen);
    pixels.paint(seen, known, colorMap.get(), marks.get(), width, height);
    Drawing drawing = new Drawing();
    ChartColors colors = ChartColors.of(dark.get());
    double left = MatrixFigure.LEFT;
    double top = MatrixFigure.TOP;
    MatrixFigure.edges(drawing, seen, over.get().rows(), left, top, colors.ink(), colors.muted());
    MatrixView shown = seen;
    drawing.group(
        "over",
        new Box(left, top, width, height),
        1,
        () -> {
          MarkPainter.frames(shown, marks.get(), drawing, left, top);
          MarkPainter.cross(drawing, shown, pointed.get(), left, top);
        });
    named = over.get().draw(drawing, seen, left, top);
    CanvasPainter.paint(drawing.marks(), graphics);
    if (MatrixRaster.needed(seen).stream().anyMatch(key -> known.find(key) == null)) {
      asking.playFromStart();
    } else {
      asking.stop();
    }
  }
}
