package org.vladoscope.ui.explore.warp;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.Slider;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import org.kordamp.ikonli.feather.Feather;
import org.vladoscope.ui.explore.look.LookBar;
import org.vladoscope.ui.explore.look.PairLook;
import org.vladoscope.ui.explore.look.PairLooks;
import org.vladoscope.ui.explore.look.WarpMode;
import org.vladoscope.ui.explore.overlay.OverlayModel;
import org.vladoscope.ui.explore.overlay.PatchSizes;
import org.vladoscope.ui.export.ExportKind;
import org.vladoscope.ui.map.Comparison;
import org.vladoscope.ui.map.OpenMap;
import org.vladoscope.ui.view.EmptyState;
import org.vladoscope.ui.view.ImagePane;
import org.vladoscope.ui.view.Picture;
import org.vladoscope.ui.view.Placement;
import org.vladoscope.ui.view.Viewport;

/** The candidate laid on the query: swiped with a slider, blinked by a key, or what differs. */
public final class WarpView extends VBox {

  private static final double LINE = 2;

  private final OpenMap map;
  private final OverlayModel overlays;
  private final PairLooks looks;
  private final WarpModel model;
  private final ObjectProperty<Viewport> viewport = new SimpleObjectProperty<>(Viewport.FIT);
  private final ImagePane query = new ImagePane(viewport);
  private final ImagePane candidate = new ImagePane(viewport);
  private final ImagePane difference = new ImagePane(viewport);
  private final StackPane cover = new StackPane(candidate);
  private final Rectangle uncovered = new Rectangle();
  private final Region line = new Region();
  private final StackPane images = new StackPane(query, cover, difference, line);
  private final Label sentence = new Label();
  private final Label seen = new Label();
  private final PatchSizes sizes;
  private final ProgressIndicator waiting = new ProgressIndicator();
  private final EmptyState nothing = new EmptyState(Feather.LAYERS, "", "");

  /**
   * A view that computes while it is the look of the pair.
   *
   * @param onExport takes what is seen out of the window
   */
  public WarpView(
      OpenMap map, OverlayModel overlays, PairLooks looks, Consumer<ExportKind> onExport) {
    super(8);
    this.map = map;
    this.overlays = overlays;
    this.looks = looks;
    this.model = new WarpModel(map, overlays, looks);
    this.sizes = new PatchSizes(overlays, scale -> "By the homography of this patch size");
    getStyleClass().add("warp-view");
    sentence.getStyleClass().add("muted");
    sentence.setMinWidth(0);
    seen.getStyleClass().add("badge");
    seen.setMinWidth(USE_PREF_SIZE);
    waiting.setMaxSize(32, 32);
    line.getStyleClass().add("swipe-line");
    line.setManaged(false);
    line.setMouseTransparent(true);
    cover.setClip(uncovered);
    images.setMinHeight(120);
    images.addEventFilter(MouseEvent.MOUSE_DRAGGED, this::onDrag);
    StackPane body = new StackPane(images, waiting, nothing);
    VBox.setVgrow(body, Priority.ALWAYS);
    HBox told = new HBox(8, seen, sentence);
    told.setAlignment(Pos.CENTER_LEFT);
    getChildren().addAll(header(onExport), told, body);
    visibleProperty().bind(looks.lookProperty().isEqualTo(PairLook.WARPED));
    managedProperty().bind(visibleProperty());
    model.warpProperty().addListener((o, before, now) -> refresh());
    model.busyProperty().addListener((o, before, now) -> refresh());
    looks.modeProperty().addListener(o -> refresh());
    looks.candidateSeenProperty().addListener(o -> refresh());
    looks.swipeProperty().addListener(o -> swipe());
    candidate.revisionProperty().addListener(o -> swipe());
    refresh();
  }

  private FlowPane header(Consumer<ExportKind> onExport) {
    HBox modes =
        LookBar.choice(
            looks.modeProperty(), List.of(WarpMode.values()), WarpMode::label, WarpMode::help);
    Slider slider = new Slider(0, 1, 0.5);
    slider.setPrefWidth(120);
    slider.setAccessibleText("Where the candidate begins");
    slider.valueProperty().bindBidirectional(looks.swipeProperty());
    slider.visibleProperty().bind(looks.modeProperty().isEqualTo(WarpMode.SWIPE));
    slider.managedProperty().bind(slider.visibleProperty());
    MenuButton export = LookBar.exports(onExport);
    export
        .disableProperty()
        .bind(
            Bindings.createBooleanBinding(
                () -> !(model.warpProperty().get() instanceof Warp.Laid), model.warpProperty()));
    FlowPane header = new FlowPane(8, 8, LookBar.back(looks), modes, sizes, export, slider);
    header.setMinWidth(0);
    return header;
  }

  private void onDrag(MouseEvent event) {
    if (looks.modeProperty().get() == WarpMode.SWIPE && viewport.get().zoom() == 1) {
      Placement at = query.placement();
      double width = at.scale() * pictureWidth();
      if (width > 0) {
        double x = images.sceneToLocal(event.getSceneX(), event.getSceneY()).getX();
        looks.swipeProperty().set(Math.clamp((x - at.x()) / width, 0, 1));
        event.consume();
      }
    }
  }

  private double pictureWidth() {
    return model.warpProperty().get() instanceof Warp.Laid laid ? laid.query().size().width() : 0;
  }

  private void refresh() {
    Warp warp = model.warpProperty().get();
    boolean busy = model.busyProperty().get();
    waiting.setVisible(busy && warp == null);
    images.setOpacity(busy ? 0.6 : 1);
    switch (warp) {
      case Warp.Laid laid -> {
        show(query, laid.query(), laid);
        show(candidate, laid.candidate(), laid);
        show(difference, laid.difference(), laid);
        sentence.setText(laid.sentence());
        sentence.setTooltip(new Tooltip(laid.sentence()));
      }
      case Warp.None none -> {
        sentence.setText("");
        nothing.setText("The candidate cannot be laid on the query", none.sentence());
      }
      case null -> {
        sentence.setText("");
        nothing.setText("No candidate chosen", "Click a candidate above, or a database image.");
      }
    }
    images.setVisible(warp instanceof Warp.Laid);
    nothing.setVisible(!busy && !(warp instanceof Warp.Laid));
    WarpMode mode = looks.modeProperty().get();
    boolean onlyQuery = mode == WarpMode.BLINK && !looks.candidateSeenProperty().get();
    cover.setVisible(!onlyQuery);
    difference.setVisible(mode == WarpMode.DIFFERENCE);
    line.setVisible(mode == WarpMode.SWIPE);
    seen.setVisible(mode == WarpMode.BLINK && warp instanceof Warp.Laid);
    seen.setManaged(seen.isVisible());
    seen.setText(onlyQuery ? "Query" : "Candidate");
    swipe();
    Comparison pair = map.comparisonProperty().get();
    sizes.show(pair == null ? List.of() : pair.scales());
  }

  /** The same pair by another patch size keeps the zoom. */
  private void show(ImagePane pane, Picture picture, Warp.Laid laid) {
    if (!picture.equals(pane.picture())) {
      pane.setPicture(picture);
      pane.setAccessibleText(laid.comparison().candidate().image().name());
    }
  }

  private void swipe() {
    double left = 0;
    if (looks.modeProperty().get() == WarpMode.SWIPE) {
      Placement at = candidate.placement();
      left = at.x() + at.scale() * pictureWidth() * looks.swipeProperty().get();
    }
    double width = candidate.getWidth();
    double height = candidate.getHeight();
    uncovered.setX(Math.clamp(left, 0, Math.max(0, width)));
    uncovered.setWidth(Math.max(0, width - uncovered.getX()));
    uncovered.setHeight(height);
    line.resizeRelocate(left - LINE / 2, 0, LINE, height);
  }

  /** What is seen now, or nothing while the candidate does not lie on the query. */
  public Optional<WarpFigure> figure() {
    return model.warpProperty().get() instanceof Warp.Laid laid
        ? Optional.of(
            new WarpFigure(
                map.map().name(),
                laid,
                looks.modeProperty().get(),
                looks.candidateSeenProperty().get(),
                looks.swipeProperty().get()))
        : Optional.empty();
  }
}
