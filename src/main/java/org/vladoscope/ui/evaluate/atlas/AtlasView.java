package org.vladoscope.ui.evaluate.atlas;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.value.ObservableBooleanValue;
import javafx.geometry.Point2D;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Slider;
import javafx.scene.control.Tooltip;
import javafx.scene.image.ImageView;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.vladoscope.alias.Alias;
import org.vladoscope.alias.AliasAtlas;
import org.vladoscope.alias.AliasTables;
import org.vladoscope.alias.Band;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.figure.Drawing;
import org.vladoscope.figure.Point;
import org.vladoscope.ui.evaluate.page.Section;
import org.vladoscope.ui.evaluate.page.TaskBar;
import org.vladoscope.ui.export.Drawable;
import org.vladoscope.ui.places.PlacesView;
import org.vladoscope.ui.view.CanvasPainter;
import org.vladoscope.ui.view.EmptyState;
import org.vladoscope.ui.view.Numbers;
import org.vladoscope.ui.view.Thumbnails;
import org.vladoscope.ui.view.Words;

/** The atlas: the map with arcs, places and runs beside it, and a gallery of twins below. */
public final class AtlasView implements Section {

  private static final double ZOOM = 1.6;
  private static final int SCALE_LENGTH = 96;
  private static final int SCALE_THICKNESS = 10;

  private final AtlasModel model;
  private final ObservableBooleanValue dark;
  private final BorderPane root = new BorderPane();
  private final StackPane middle = new StackPane();
  private final AtlasPane map;
  private final PairCard card;
  private final StackPane surface = new StackPane();
  private final HBox top = new HBox(16);
  private final VBox mapSide;
  private final AtlasSide side;
  private final FlowPane legend = new FlowPane(14, 4);
  private final Label note = new Label();
  private final Label count = new Label();
  private final Button all = new Button("All pairs", new FontIcon(Feather.X));
  private final Button open = new Button("Show pair in Explore", new FontIcon(Feather.EYE));
  private final Slider arcs = new Slider(0, AtlasModel.MOST_ARCS, 0);
  private final Slider least = new Slider(0, 1, 0);
  private final Label arcsText = new Label();
  private final Label leastText = new Label();
  private final List<Node> ofMap = new ArrayList<>();
  private final VBox content;
  private final EmptyState waiting =
      new EmptyState(
          Feather.MAP,
          "Looking for places that look alike",
          "Global descriptors are computed once; then every image is compared with every other.");
  private final EmptyState failed;
  private boolean following;

  /**
   * The page.
   *
   * @param dark whether the look is dark
   * @param export takes out a table, by what it holds; made when it is written
   */
  public AtlasView(
      AtlasModel model,
      Thumbnails thumbnails,
      ObservableBooleanValue dark,
      BiConsumer<String, Supplier<String>> export) {
    this.model = model;
    this.dark = dark;
    root.getStyleClass().add("evaluate-page");
    Button again = new Button("Try again");
    again.setId("atlas-again");
    again.setOnAction(event -> model.load());
    failed = new EmptyState(Feather.ALERT_TRIANGLE, "There is nothing to show", "", again);
    map = new AtlasPane(model, dark);
    card = new PairCard(thumbnails);
    side = new AtlasSide(model);
    surface.getStyleClass().add("scatter-frame");
    surface.setMinHeight(140);
    surface.getChildren().setAll(map, card);
    legend.setId("atlas-legend");
    legend.setMinHeight(Region.USE_PREF_SIZE);
    note.setId("atlas-note");
    note.getStyleClass().add("muted");
    note.setWrapText(true);
    note.setMinHeight(Region.USE_PREF_SIZE);
    VBox.setVgrow(surface, Priority.ALWAYS);
    mapSide = new VBox(8, surface, legend);
    mapSide.setMinWidth(0);
    HBox.setHgrow(mapSide, Priority.ALWAYS);
    side.setPrefWidth(480);
    VBox.setVgrow(top, Priority.ALWAYS);
    content = new VBox(8, top, note, galleryHead(), new TwinGallery(model, thumbnails).node());
    root.setTop(header(export));
    root.setCenter(middle);
    map.pointedProperty().addListener(o -> point());
    model.knownProperty().addListener(o -> refresh());
    model.busyProperty().addListener(o -> refresh());
    model.problemProperty().addListener(o -> refresh());
    model.listedProperty().addListener(o -> explain());
    model.arcsProperty().addListener(o -> explain());
    model.leastProperty().addListener(o -> follow());
    dark.addListener(o -> explain());
    Runnable load =
        () -> {
          if (root.getScene() != null) {
            model.load();
          }
        };
    model.explore().configProperty().addListener(o -> load.run());
    model.truth().truthProperty().addListener(o -> load.run());
    root.sceneProperty().addListener(o -> load.run());
    refresh();
  }

  private Node header(BiConsumer<String, Supplier<String>> export) {
    Label arcsName = label("Arcs", arcs);
    arcs.setId("atlas-arcs");
    arcs.setPrefWidth(110);
    arcs.setMinWidth(60);
    arcs.setBlockIncrement(10);
    arcs.setAccessibleText("Number of arcs on the map");
    arcs.setValue(model.arcsProperty().get());
    arcs.valueProperty()
        .addListener(o -> model.arcsProperty().set((int) Math.round(arcs.getValue())));
    arcsText.getStyleClass().add("tabular");
    arcsText.setMinWidth(28);
    ofMap.addAll(List.of(arcsName, arcs, arcsText));
    Label leastName = label("Least similarity", least);
    least.setId("atlas-least");
    least.setPrefWidth(140);
    least.setMinWidth(80);
    least.setAccessibleText("Pairs that are less similar are left out");
    least
        .valueProperty()
        .addListener(
            o -> {
              if (!following) {
                model.leastProperty().set(least.getValue());
              }
            });
    leastText.getStyleClass().add("tabular");
    leastText.setMinWidth(Region.USE_PREF_SIZE);
    Button usual = new Button("", new FontIcon(Feather.ROTATE_CCW));
    usual.setId("atlas-usual");
    usual.getStyleClass().addAll("flat", "button-icon");
    usual.setTooltip(
        new Tooltip("As half of the queries are to a right image, or every pair if none has one"));
    usual.setAccessibleText("Usual least similarity");
    usual.setOnAction(event -> model.takeUsual());
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    TaskBar progress =
        new TaskBar(model.taskProperty(), model.busyProperty(), model::cancel, "atlas-stop");
    Button out = icon(Feather.ZOOM_OUT, "Zoom out", () -> map.zoom(1 / ZOOM));
    Button in = icon(Feather.ZOOM_IN, "Zoom in", () -> map.zoom(ZOOM));
    Button fit = icon(Feather.MAXIMIZE, "Show all", map::fit);
    ofMap.addAll(List.of(out, in, fit));
    HBox header =
        new HBox(
            10,
            arcsName,
            arcs,
            arcsText,
            leastName,
            least,
            leastText,
            usual,
            progress,
            gap,
            out,
            in,
            fit,
            tables(export));
    header.setAlignment(Pos.CENTER_LEFT);
    header.getStyleClass().add("evaluate-header");
    return header;
  }

  private static Label label(String text, Node of) {
    Label label = new Label(text);
    label.setLabelFor(of);
    label.setMinWidth(Region.USE_PREF_SIZE);
    return label;
  }

  private static Button icon(Feather icon, String text, Runnable action) {
    Button button = new Button("", new FontIcon(icon));
    button.setId("atlas-" + text.toLowerCase(Locale.ROOT).replace(' ', '-'));
    button.getStyleClass().addAll("flat", "button-icon");
    button.setTooltip(new Tooltip(text));
    button.setAccessibleText(text);
    button.setOnAction(event -> action.run());
    return button;
  }

  /** Tables as the command {@code aliases} writes them, of what is listed. */
  private MenuButton tables(BiConsumer<String, Supplier<String>> export) {
    MenuButton save = new MenuButton("CSV", new FontIcon(Feather.DOWNLOAD));
    save.setId("atlas-export");
    save.getStyleClass().add("small");
    save.setMinWidth(Region.USE_PREF_SIZE);
    save.disableProperty().bind(model.knownProperty().isNull());
    PlaceMap places = model.map();
    save.getItems()
        .setAll(
            item(
                "Pairs\u2026",
                "pairs",
                () -> {
                  List<Alias> listed = model.listedProperty().get();
                  export.accept("aliases", () -> AliasTables.pairs(places, listed));
                }),
            item(
                "Places\u2026",
                "places",
                () -> {
                  AtlasModel.Known known = model.knownProperty().get();
                  if (known != null) {
                    AliasAtlas atlas = known.atlas();
                    export.accept("distinctiveness", () -> AliasTables.places(places, atlas));
                  }
                }),
            item(
                "Runs\u2026",
                "runs",
                () -> {
                  List<Band> bands = model.bandsProperty().get();
                  export.accept("runs", () -> AliasTables.bands(bands));
                }));
    return save;
  }

  private static MenuItem item(String text, String id, Runnable action) {
    MenuItem item = new MenuItem(text);
    item.setId("atlas-export-" + id);
    item.setOnAction(event -> action.run());
    return item;
  }

  private Node galleryHead() {
    Label title = new Label("Twins");
    title.getStyleClass().add("section-title");
    title.setMinWidth(Region.USE_PREF_SIZE);
    count.setId("atlas-count");
    count.getStyleClass().add("muted");
    count.setMinWidth(0);
    all.setId("atlas-all");
    all.getStyleClass().add("small");
    all.setMinWidth(Region.USE_PREF_SIZE);
    all.setOnAction(event -> model.bandProperty().set(null));
    all.visibleProperty().bind(model.bandProperty().isNotNull());
    all.managedProperty().bind(all.visibleProperty());
    open.setId("atlas-open");
    open.getStyleClass().add("small");
    open.setMinWidth(Region.USE_PREF_SIZE);
    open.disableProperty().bind(model.chosenProperty().isNull());
    open.setOnAction(
        event -> Optional.ofNullable(model.chosenProperty().get()).ifPresent(model::open));
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox head = new HBox(12, title, count, all, gap, open);
    head.setAlignment(Pos.CENTER_LEFT);
    return head;
  }

  private void point() {
    AtlasPane.Pointed now = map.pointedProperty().get();
    if (now == null) {
      card.hide();
      return;
    }
    Alias alias = now.alias();
    AtlasModel.Known known = model.knownProperty().get();
    String text =
        TwinGallery.numbers(alias)
            + (now.place() < 0 || known == null
                ? ""
                : "   distinctiveness "
                    + TwinGallery.similarity(known.atlas().distinctiveness(now.place())));
    boolean swap = now.place() >= 0 && now.place() != alias.from();
    card.show(
        swap ? model.second(alias) : model.first(alias),
        swap ? model.first(alias) : model.second(alias),
        alias.ofQuery(),
        text,
        new Point2D(now.at().getX(), now.at().getY()),
        surface.getWidth(),
        surface.getHeight());
  }

  private void follow() {
    following = true;
    least.setValue(model.leastProperty().get());
    following = false;
    leastText.setText(TwinGallery.similarity(model.leastProperty().get()));
  }

  /** What colours and widths say, how many pairs there are, and what was done. */
  private void explain() {
    AtlasModel.Known known = model.knownProperty().get();
    arcsText.setText(Integer.toString(model.arcsProperty().get()));
    legend.getChildren().clear();
    if (known == null) {
      count.setText("");
      note.setText("");
      return;
    }
    count.setText(countText(known));
    note.setText(String.join(" ", notes(known)));
    AtlasDrawing drawing = map.drawing();
    if (drawing == null) {
      return;
    }
    if (!Double.isNaN(drawing.low())) {
      legend.getChildren().add(scale(drawing));
    }
    if (drawing.unknown() > 0) {
      legend
          .getChildren()
          .add(
              mark(
                  "No image known to be far  " + Numbers.count(drawing.unknown()),
                  d -> d.dot(new Point(8, 6), 4, AtlasDrawing.grey(dark.get()))));
    }
    legend
        .getChildren()
        .add(
            mark(
                "Look alike: the wider, the more similar",
                d ->
                    d.line(new Point(0, 6), new Point(24, 6), AtlasDrawing.arcs(dark.get()), 2.6)));
    if (model.listedProperty().get().stream().anyMatch(Alias::ofQuery)) {
      legend
          .getChildren()
          .add(
              mark(
                  "A query and its wrong answer",
                  d ->
                      d.line(
                          new Point(0, 6),
                          new Point(24, 6),
                          AtlasDrawing.arcs(dark.get()),
                          2.2,
                          6,
                          4)));
    }
  }

  private String countText(AtlasModel.Known known) {
    Band band = model.bandProperty().get();
    if (band != null) {
      return band.name() + ": " + Words.count(band.aliases().size(), "pair", "pairs");
    }
    boolean usual = model.leastProperty().get() == known.atlas().usual();
    return Numbers.count(model.alike())
        + " of "
        + Words.count(known.atlas().aliases().size(), "pair is", "pairs are")
        + " at least "
        + TwinGallery.similarity(model.leastProperty().get())
        + " similar"
        + (usual ? ", as half of the queries are to a right image" : "");
  }

  /** What was done and left out. */
  private List<String> notes(AtlasModel.Known known) {
    List<String> notes = new ArrayList<>(known.atlas().notes());
    if (!known.hasMap()) {
      notes.addFirst(
          "The map has no positions, so there is no map with arcs: only pairs and places.");
    } else {
      AtlasDrawing drawing = map.drawing();
      long without =
          drawing == null
              ? 0
              : model.listedProperty().get().stream().filter(a -> !drawing.isPlaced(a)).count();
      if (without > 0) {
        notes.add(
            without == 1
                ? "1 pair has an image without a position and no arc."
                : Numbers.count(without) + " pairs have an image without a position and no arc.");
      }
    }
    return notes;
  }

  private Node scale(AtlasDrawing drawing) {
    WritableImage image = new WritableImage(SCALE_LENGTH, SCALE_THICKNESS);
    for (int x = 0; x < SCALE_LENGTH; x++) {
      for (int y = 0; y < SCALE_THICKNESS; y++) {
        image
            .getPixelWriter()
            .setArgb(x, y, AtlasDrawing.scale((double) x / (SCALE_LENGTH - 1), dark.get()).argb());
      }
    }
    String low = TwinGallery.similarity(drawing.low());
    String high = TwinGallery.similarity(drawing.high());
    HBox bar =
        new HBox(
            6, new Label("Distinctiveness"), new Label(low), new ImageView(image), new Label(high));
    bar.getStyleClass().addAll("map-mark", "tabular");
    bar.setAlignment(Pos.CENTER_LEFT);
    bar.setAccessibleText("Distinctiveness from " + low + " to " + high);
    return bar;
  }

  private static Label mark(String text, Consumer<Drawing> symbol) {
    javafx.scene.canvas.Canvas canvas = new javafx.scene.canvas.Canvas(24, 12);
    Drawing drawing = new Drawing();
    symbol.accept(drawing);
    CanvasPainter.paint(drawing.marks(), canvas.getGraphicsContext2D());
    Label label = new Label(text);
    label.setGraphic(canvas);
    label.getStyleClass().addAll("map-mark", "tabular");
    return label;
  }

  private void refresh() {
    AtlasModel.Known known = model.knownProperty().get();
    if (known != null) {
      following = true;
      // The usual similarity can be reached even where no pair is as similar.
      least.setMin(known.lowest());
      least.setMax(known.most());
      least.setBlockIncrement((least.getMax() - least.getMin()) / 20);
      following = false;
      follow();
      top.getChildren().setAll(known.hasMap() ? List.of(mapSide, side) : List.of(side));
      HBox.setHgrow(side, known.hasMap() ? Priority.NEVER : Priority.ALWAYS);
    }
    boolean hasMap = known == null || known.hasMap();
    ofMap.forEach(
        node -> {
          node.setVisible(hasMap);
          node.setManaged(hasMap);
        });
    explain();
    failed.setText("There is nothing to show", model.problemProperty().get());
    middle
        .getChildren()
        .setAll(
            known != null
                ? content
                : model.problemProperty().get().isEmpty() || model.busyProperty().get()
                    ? waiting
                    : failed);
  }

  @Override
  public Node node() {
    return root;
  }

  @Override
  public Optional<Drawable> figure() {
    AtlasModel.Known known = model.knownProperty().get();
    PlacesView view = map.view();
    if (known == null || !known.hasMap() || view == null) {
      return Optional.empty();
    }
    return Optional.of(
        new AtlasFigure(
            "Places of " + model.map().name() + " that look alike",
            known,
            view,
            model.listedProperty().get(),
            model.arcsProperty().get(),
            model.chosenProperty().get(),
            notes(known)));
  }
}
