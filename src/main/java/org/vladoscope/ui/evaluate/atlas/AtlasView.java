package org.vladoscope.ui.evaluate.atlas;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import javafx.beans.value.ObservableBooleanValue;
import javafx.geometry.Point2D;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.vladoscope.alias.Alias;
import org.vladoscope.alias.Band;
import org.vladoscope.ui.evaluate.page.Section;
import org.vladoscope.ui.evaluate.page.WaitingPage;
import org.vladoscope.ui.export.Drawable;
import org.vladoscope.ui.places.PlacesView;
import org.vladoscope.ui.view.EmptyState;
import org.vladoscope.ui.view.Numbers;
import org.vladoscope.ui.view.Thumbnails;
import org.vladoscope.ui.view.Words;

/** The atlas: the map with arcs, places and runs beside it, and a gallery of twins below. */
public final class AtlasView implements Section {

  private final AtlasModel model;
  private final ObservableBooleanValue dark;
  private final BorderPane root = new BorderPane();
  private final AtlasPane map;
  private final PairCard card;
  private final StackPane surface = new StackPane();
  private final HBox top = new HBox(16);
  private final VBox mapSide;
  private final AtlasSide side;
  private final AtlasLegend legend;
  private final AtlasHeader header;
  private final Label note = new Label();
  private final Label count = new Label();
  private final Button all = new Button("All pairs", new FontIcon(Feather.X));
  private final Button open = new Button("Show pair in Explore", new FontIcon(Feather.EYE));
  private final VBox content;
  private final WaitingPage middle;

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
    middle =
        new WaitingPage(
            new EmptyState(
                Feather.MAP,
                "Looking for places that look alike",
                "Global descriptors are computed once; then every image is compared with every"
                    + " other."),
            model::load);
    map = new AtlasPane(model, dark);
    card = new PairCard(thumbnails);
    side = new AtlasSide(model);
    surface.getStyleClass().add("scatter-frame");
    surface.setMinHeight(140);
    surface.getChildren().setAll(map, card);
    legend = new AtlasLegend(dark);
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
    header = new AtlasHeader(model, map, export);
    root.setTop(header);
    root.setCenter(middle);
    map.pointedProperty().addListener(o -> point());
    model.knownProperty().addListener(o -> refresh());
    model.busyProperty().addListener(o -> refresh());
    model.problemProperty().addListener(o -> refresh());
    model.listedProperty().addListener(o -> explain());
    model.arcsProperty().addListener(o -> explain());
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

  /** What colours and widths say, how many pairs there are, and what was done. */
  private void explain() {
    AtlasModel.Known known = model.knownProperty().get();
    if (known == null) {
      legend.show(null, false);
      count.setText("");
      note.setText("");
      return;
    }
    count.setText(countText(known));
    note.setText(String.join(" ", notes(known)));
    legend.show(map.drawing(), model.listedProperty().get().stream().anyMatch(Alias::ofQuery));
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

  private void refresh() {
    AtlasModel.Known known = model.knownProperty().get();
    header.show(known);
    if (known != null) {
      top.getChildren().setAll(known.hasMap() ? List.of(mapSide, side) : List.of(side));
      HBox.setHgrow(side, known.hasMap() ? Priority.NEVER : Priority.ALWAYS);
    }
    explain();
    middle.show(content, known != null, model.busyProperty().get(), model.problemProperty().get());
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
