package org.vladoscope.ui.evaluate.mix;

import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import javafx.beans.value.ObservableBooleanValue;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.vladoscope.figure.Box;
import org.vladoscope.mix.Standing;
import org.vladoscope.ui.evaluate.page.BehindView;
import org.vladoscope.ui.evaluate.page.Section;
import org.vladoscope.ui.evaluate.page.WaitingPage;
import org.vladoscope.ui.export.Drawable;
import org.vladoscope.ui.view.EmptyState;
import org.vladoscope.ui.view.Thumbnails;

/** The mixing desk: faders, recall beside them, and the queries that the mix wins and loses. */
public final class MixView implements Section {

  private static final KeyCombination UNDO = KeyCombination.valueOf("Shortcut+Z");
  private static final KeyCombination REDO = KeyCombination.valueOf("Shortcut+Y");
  private static final KeyCombination REDO_TOO = KeyCombination.valueOf("Shortcut+Shift+Z");

  private static final double GAP = 8;

  private final MixModel model;
  private final BorderPane root = new BorderPane();
  private final DeskPane desk;
  private final ScrollPane scroll = new ScrollPane();
  private final MixSide side;
  private final HBox content;
  private final WaitingPage middle;

  /**
   * The page.
   *
   * @param dark whether the look is dark
   * @param export takes out a text by the name and ending of its file; made when it is written
   */
  public MixView(
      MixModel model,
      Thumbnails thumbnails,
      ObservableBooleanValue dark,
      BiConsumer<String, Supplier<String>> export) {
    this.model = model;
    root.getStyleClass().add("evaluate-page");
    middle =
        new WaitingPage(
            new EmptyState(
                Feather.SLIDERS,
                "Preparing the mixing desk",
                "What each cluster adds to the similarity of every query with every image is"
                    + " computed once; then recall follows each fader."),
            model::load);
    desk = new DeskPane(model, dark);
    side = new MixSide(model, dark);
    scroll.setContent(desk);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("edge-to-edge");
    scroll.setMinHeight(190);
    scroll.setFocusTraversable(false);
    scroll.prefHeightProperty().bind(desk.prefHeightProperty().add(2));
    BehindView queries =
        new BehindView(
            side.behindProperty(),
            thumbnails,
            "Queries that a mix wins and loses",
            "There are none.",
            model::open);
    Region legend = legend();
    ClusterStrip strip = new ClusterStrip(model);
    VBox left = new VBox(GAP, scroll, legend, strip, queries);
    desk.roomProperty()
        .bind(
            left.heightProperty()
                .subtract(legend.heightProperty())
                .subtract(strip.heightProperty())
                .subtract(queries.heightProperty())
                .subtract(3 * GAP + 4));
    HBox.setHgrow(left, Priority.ALWAYS);
    left.setMinWidth(0);
    content = new HBox(20, left, side);
    root.setTop(new MixHeader(model, export));
    root.setCenter(middle);
    root.addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
    model.chosenProperty().addListener(o -> reveal());
    model.knownProperty().addListener(o -> refresh());
    model.busyProperty().addListener(o -> refresh());
    model.problemProperty().addListener(o -> refresh());
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

  private static Region legend() {
    Label harm = mark("\u25b2 queries fare better without the cluster", "map-wrong");
    Label help = mark("\u25bc queries need it", "map-right");
    Label rest = new Label("mean reciprocal rank if it is muted");
    rest.getStyleClass().add("muted");
    rest.setMinWidth(0);
    HBox legend = new HBox(14, harm, help, rest);
    legend.setAlignment(Pos.CENTER_LEFT);
    legend.setMinHeight(Region.USE_PREF_SIZE);
    return legend;
  }

  private static Label mark(String text, String style) {
    Label label = new Label(text);
    label.getStyleClass().add(style);
    label.setMinWidth(Region.USE_PREF_SIZE);
    return label;
  }

  private void onKey(KeyEvent event) {
    if (UNDO.match(event)) {
      model.undo();
      event.consume();
    } else if (REDO.match(event) || REDO_TOO.match(event)) {
      model.redo();
      event.consume();
    }
  }

  /** Scrolls to the chosen cluster. */
  private void reveal() {
    Box box = desk.boxOf(model.chosenProperty().get());
    Bounds seen = scroll.getViewportBounds();
    double hidden = desk.getHeight() - seen.getHeight();
    if (hidden <= 0) {
      return;
    }
    double top = scroll.getVvalue() * hidden;
    double wanted =
        box.top() < top
            ? box.top()
            : box.bottom() > top + seen.getHeight() ? box.bottom() - seen.getHeight() : top;
    scroll.setVvalue(Math.clamp(wanted / hidden, 0, 1));
  }

  private void refresh() {
    middle.show(
        content,
        model.knownProperty().get() != null,
        model.busyProperty().get(),
        model.problemProperty().get());
  }

  @Override
  public Node node() {
    return root;
  }

  @Override
  public Optional<Drawable> figure() {
    MixModel.Known known = model.knownProperty().get();
    Standing now = model.standingProperty().get();
    return known == null || now == null || !model.isUpToDate()
        ? Optional.empty()
        : Optional.of(
            new DeskFigure(
                "Mixed clusters on " + model.map().name(),
                desk.drawing().onWhite(),
                known.unmixed(),
                now));
  }

  /** The curve that is seen, to be exported by itself. */
  public Optional<Drawable> curve() {
    return side.figure().map(figure -> figure);
  }
}
