package org.vladoscope.ui.places;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import javafx.beans.InvalidationListener;
import javafx.beans.property.BooleanProperty;
import javafx.geometry.Pos;
import javafx.geometry.Rectangle2D;
import javafx.scene.Cursor;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.Pose;
import org.vladoscope.judge.Triage;
import org.vladoscope.judge.TriageClass;
import org.vladoscope.ranking.Candidate;
import org.vladoscope.ui.control.FoldButton;
import org.vladoscope.ui.map.OpenMap;
import org.vladoscope.ui.places.PlaceLayout.Points;
import org.vladoscope.ui.view.Words;

/**
 * Where the images of the map lie: the query, its candidates, and what the ground truth says. A
 * click chooses an image; dragging moves, or draws a rectangle that filters the queries.
 */
public final class PlacePane extends VBox {

  /** Lines are drawn to at most so many candidates. */
  private static final int LINKS = 10;

  private static final double REACH = 9;
  private static final double WHEEL = 1.0015;
  private static final double KEY_ZOOM = 1.4;
  private static final double KEY_MOVE = 40;

  private final OpenMap model;
  private final PlaceMap map;
  private final PlaceLayout layout;
  private final Map<PlaceImage, Integer> queryIds;
  private final Map<PlaceImage, Integer> databaseIds;
  private final Surface surface = new Surface();
  private final ToggleButton select = new ToggleButton("", new FontIcon(Feather.CROP));
  private final Label readout = new Label();
  private final Label databaseMark = mark("\u25cf database", "map-database");
  private final Label queryMark = mark("\u25c7 query", "map-query");
  private final Label wrongMark = mark("\u2715 wrong", "map-wrong");
  private final Label rightMark = mark("\u25cb right", "map-right");
  private @Nullable PlacesView view;
  private double pressedX;
  private double pressedY;
  private double lastX;
  private double lastY;
  private boolean dragged;
  private @Nullable Rectangle2D rectangle;

  /**
   * The pane of an opened map.
   *
   * @param unfolded what its title turns off
   */
  public PlacePane(OpenMap model, BooleanProperty unfolded) {
    this.model = model;
    this.map = model.map();
    this.layout = new PlaceLayout(map);
    this.queryIds = ids(map.queries());
    this.databaseIds = ids(map.database());
    getStyleClass().add("place-pane");
    setMinHeight(0);
    VBox.setVgrow(surface, Priority.ALWAYS);
    readout.getStyleClass().addAll("form-note", "tabular");
    readout.setMinWidth(0);
    FlowPane legend = new FlowPane(8, 2, databaseMark, queryMark, wrongMark, rightMark);
    legend.setMinHeight(Region.USE_PREF_SIZE);
    if (map.queriesAreDatabase()) {
      legend.getChildren().remove(databaseMark);
    }
    getChildren().addAll(header(unfolded), surface, readout, legend);
    listen();
    showUsual();
  }

  private static Map<PlaceImage, Integer> ids(List<PlaceImage> images) {
    Map<PlaceImage, Integer> ids = new HashMap<>();
    for (int i = 0; i < images.size(); i++) {
      ids.put(images.get(i), i);
    }
    return ids;
  }

  private static Label mark(String text, String style) {
    Label label = new Label(text);
    label.getStyleClass().addAll("map-mark", style);
    return label;
  }

  /** What the pane is called. */
  public String title() {
    return layout.isStrip() ? "Sequence" : "Places";
  }

  private HBox header(BooleanProperty unfolded) {
    FoldButton title = new FoldButton(title(), unfolded);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    select.getStyleClass().addAll("small", "button-icon", "overlay-toggle");
    select.setTooltip(
        new Tooltip("Draw a rectangle: only queries in it are listed (or hold Shift)"));
    select.setAccessibleText("Choose queries with a rectangle");
    Button fit = new Button("", new FontIcon(Feather.MAXIMIZE));
    fit.getStyleClass().addAll("small", "flat", "button-icon");
    fit.setTooltip(new Tooltip("Show all places (double click)"));
    fit.setAccessibleText("Show all places");
    fit.setOnAction(event -> fit());
    HBox header = new HBox(4, title, gap, select, fit);
    header.setAlignment(Pos.CENTER_LEFT);
    return header;
  }

  private void listen() {
    InvalidationListener redraw = o -> surface.requestLayout();
    model.queryProperty().addListener(redraw);
    model.candidateProperty().addListener(redraw);
    model.resultProperty().addListener(redraw);
    model.orderProperty().addListener(redraw);
    model.queries().shown().addListener(redraw);
    model.triage().triageProperty().addListener(redraw);
    for (Label label : List.of(databaseMark, queryMark, wrongMark, rightMark, readout)) {
      label.textFillProperty().addListener(redraw);
    }
    surface.backgroundProperty().addListener(redraw);
  }

  /** Shows all places. */
  void fit() {
    view = null;
    surface.requestLayout();
  }

  private PlacesView view() {
    PlacesView known = view;
    if (known == null) {
      known = layout.fit(surface.getWidth(), surface.getHeight());
    }
    return known.resized(surface.getWidth(), surface.getHeight());
  }

  private void setView(PlacesView now) {
    view = now;
    surface.requestLayout();
  }

  private void zoom(double factor, double x, double y) {
    PlacesView target = view().zoomedAt(factor, x, y, !layout.isStrip());
    double least = layout.fit(surface.getWidth(), surface.getHeight()).scaleX() / 2;
    if (target.scaleX() >= least && target.scaleX() < least * 1e6) {
      setView(target);
    }
  }

  // --- what is drawn ---

  private PlacePainter.Chosen chosen() {
    PlaceImage query = model.queryProperty().get();
    int id = query == null ? -1 : queryIds.getOrDefault(query, -1);
    List<PlacePainter.Link> links = new ArrayList<>();
    PlaceImage candidate = model.candidateProperty().get();
    List<Candidate> ranking = model.ranking();
    for (Candidate c : ranking.stream().limit(LINKS).toList()) {
      links.add(new PlacePainter.Link(c.databaseIndex(), c.truth(), c.image().equals(candidate)));
    }
    Integer candidateId = candidate == null ? null : databaseIds.get(map.views().place(candidate));
    if (candidateId != null && links.stream().noneMatch(PlacePainter.Link::chosen)) {
      links.add(0, new PlacePainter.Link(candidateId, model.pairTruth(), true));
    }
    Set<PlaceImage> listed =
        model.queries().shown().size() == map.queries().size()
            ? queryIds.keySet()
            : new HashSet<>(model.queries().shown());
    Triage triage = model.triage().triageProperty().get();
    return new PlacePainter.Chosen(
        id,
        links,
        id < 0 ? new int[0] : map.groundTruth().positives(id),
        map.groundTruth().radius().orElse(Double.NaN),
        i -> listed.contains(map.queries().get(i)),
        i -> triage != null && triage.contains(TriageClass.WRONG_AT_1, map.queries().get(i), 1),
        rectangle);
  }

  private PlacePainter.Colours colours() {
    var background = surface.getBackground();
    Paint ground =
        background == null || background.isEmpty()
            ? Color.TRANSPARENT
            : background.getFills().getLast().getFill();
    return new PlacePainter.Colours(
        databaseMark.getTextFill(),
        queryMark.getTextFill(),
        wrongMark.getTextFill(),
        rightMark.getTextFill(),
        readout.getTextFill(),
        ground);
  }

  // --- what the mouse does ---

  /** The number of the query at a pixel, or −1. */
  private int queryAt(double x, double y) {
    return nearest(layout.queries(), x, y);
  }

  private int nearest(Points points, double x, double y) {
    PlacesView now = view();
    return points
        .index()
        .nearest(now.planeX(x), now.planeY(y), REACH / now.scaleX(), REACH / now.scaleY());
  }

  private double distance(Points points, int i, double x, double y) {
    PlacesView now = view();
    return Math.hypot(now.screenX(points.x()[i]) - x, now.screenY(points.y()[i]) - y);
  }

  /** The image at a pixel, or null; of a query and a database image as near, the query. */
  private @Nullable PlaceImage imageAt(double x, double y) {
    int query = queryAt(x, y);
    int database = map.queriesAreDatabase() ? -1 : nearest(layout.database(), x, y);
    if (query < 0 && database < 0) {
      return null;
    }
    boolean isQuery =
        database < 0
            || (query >= 0
                && distance(layout.queries(), query, x, y)
                    <= distance(layout.database(), database, x, y));
    return isQuery ? map.queries().get(query) : map.database().get(database);
  }

  private void choose(PlaceImage image) {
    if (queryIds.containsKey(image)) {
      model.queryProperty().set(image);
    } else if (model.queryProperty().get() != null) {
      model.candidateProperty().set(image);
    }
  }

  private void onPressed(MouseEvent event) {
    surface.requestFocus();
    pressedX = event.getX();
    pressedY = event.getY();
    lastX = pressedX;
    lastY = pressedY;
    dragged = false;
    event.consume();
  }

  private void onDragged(MouseEvent event) {
    dragged = dragged || Math.hypot(event.getX() - pressedX, event.getY() - pressedY) > 3;
    if (!dragged) {
      return;
    }
    if (select.isSelected() || event.isShiftDown() || rectangle != null) {
      rectangle =
          new Rectangle2D(
              Math.min(pressedX, event.getX()),
              Math.min(pressedY, event.getY()),
              Math.abs(event.getX() - pressedX),
              Math.abs(event.getY() - pressedY));
      surface.requestLayout();
    } else {
      setView(view().movedBy(event.getX() - lastX, event.getY() - lastY));
    }
    lastX = event.getX();
    lastY = event.getY();
    event.consume();
  }

  private void onReleased(MouseEvent event) {
    Rectangle2D drawn = rectangle;
    rectangle = null;
    if (drawn != null) {
      model.queryFilter().areaProperty().set(queriesIn(drawn));
      select.setSelected(false);
      surface.requestLayout();
    } else if (!dragged && event.getButton() == MouseButton.PRIMARY) {
      PlaceImage image = imageAt(event.getX(), event.getY());
      if (image != null) {
        choose(image);
      } else if (event.getClickCount() == 2) {
        fit();
      }
    }
    event.consume();
  }

  private Set<PlaceImage> queriesIn(Rectangle2D pixels) {
    PlacesView now = view();
    int[] found =
        layout
            .queries()
            .index()
            .within(
                now.planeX(pixels.getMinX()),
                now.planeY(pixels.getMaxY()),
                now.planeX(pixels.getMaxX()),
                now.planeY(pixels.getMinY()));
    Set<PlaceImage> images = new HashSet<>();
    IntStream.of(found).forEach(i -> images.add(map.queries().get(i)));
    return images;
  }

  private void onMoved(MouseEvent event) {
    PlaceImage image = imageAt(event.getX(), event.getY());
    surface.setCursor(
        image != null ? Cursor.HAND : select.isSelected() ? Cursor.CROSSHAIR : Cursor.DEFAULT);
    if (image == null) {
      showUsual();
      return;
    }
    Pose pose = image.pose();
    String kind = queryIds.containsKey(image) ? "\u25c7 " : "\u25cf ";
    readout.setText(
        kind
            + image.name()
            + (pose == null
                ? ""
                : String.format(Locale.ROOT, "  %.1f m E  %.1f m N", pose.east(), pose.north())));
  }

  private void showUsual() {
    String missing =
        layout.missing() == 0
            ? ""
            : Words.count(layout.missing(), "image has no pose", "images have no pose");
    readout.setText(layout.isStrip() ? "No poses: in the order of names" : missing);
  }

  private void onScroll(ScrollEvent event) {
    if (event.getDeltaY() != 0) {
      zoom(Math.pow(WHEEL, event.getDeltaY()), event.getX(), event.getY());
    }
    event.consume();
  }

  private void onKey(KeyEvent event) {
    double x = surface.getWidth() / 2;
    double y = surface.getHeight() / 2;
    switch (event.getCode()) {
      case PLUS, ADD, EQUALS -> zoom(KEY_ZOOM, x, y);
      case MINUS, SUBTRACT -> zoom(1 / KEY_ZOOM, x, y);
      case HOME -> fit();
      case UP -> setView(view().movedBy(0, KEY_MOVE));
      case DOWN -> setView(view().movedBy(0, -KEY_MOVE));
      case ESCAPE -> {
        if (model.queryFilter().areaProperty().get() == null) {
          return;
        }
        model.queryFilter().areaProperty().set(null);
      }
      default -> {
        if (!event.isShiftDown() || !event.getCode().isArrowKey()) {
          return;
        }
        double step = event.getCode() == KeyCode.LEFT ? KEY_MOVE : -KEY_MOVE;
        setView(view().movedBy(step, 0));
      }
    }
    event.consume();
  }

  /** The drawing, as large as there is room. */
  private final class Surface extends Region {

    private final Canvas canvas = new Canvas();

    Surface() {
      getStyleClass().add("place-surface");
      setMinSize(0, 0);
      setPrefSize(200, 160);
      setFocusTraversable(true);
      setAccessibleText("Where the images were taken");
      getChildren().add(canvas);
      canvas.setManaged(false);
      setOnMousePressed(PlacePane.this::onPressed);
      setOnMouseDragged(PlacePane.this::onDragged);
      setOnMouseReleased(PlacePane.this::onReleased);
      setOnMouseMoved(PlacePane.this::onMoved);
      setOnMouseExited(event -> showUsual());
      setOnScroll(PlacePane.this::onScroll);
      addEventHandler(KeyEvent.KEY_PRESSED, PlacePane.this::onKey);
    }

    @Override
    protected void layoutChildren() {
      canvas.setWidth(getWidth());
      canvas.setHeight(getHeight());
      if (getWidth() > 8 && getHeight() > 8) {
        new PlacePainter(canvas.getGraphicsContext2D(), layout, view(), colours()).draw(chosen());
      }
    }
  }
}
