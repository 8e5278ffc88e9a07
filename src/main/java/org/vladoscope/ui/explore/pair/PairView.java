package org.vladoscope.ui.explore.pair;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.ui.explore.look.FadeIn;
import org.vladoscope.ui.explore.look.PairLooks;
import org.vladoscope.ui.explore.overlay.OverlayInput;
import org.vladoscope.ui.explore.overlay.OverlayModel;
import org.vladoscope.ui.explore.overlay.OverlayOption;
import org.vladoscope.ui.explore.overlay.PairModel;
import org.vladoscope.ui.explore.overlay.PairShading;
import org.vladoscope.ui.explore.overlay.PatchPointer;
import org.vladoscope.ui.explore.overlay.Probe;
import org.vladoscope.ui.explore.overlay.Readout;
import org.vladoscope.ui.explore.overlay.Shading;
import org.vladoscope.ui.export.ExportKind;
import org.vladoscope.ui.map.Comparison;
import org.vladoscope.ui.map.OpenMap;
import org.vladoscope.ui.map.Photographs;
import org.vladoscope.ui.map.Truth;
import org.vladoscope.ui.task.Frames;
import org.vladoscope.ui.task.Late;
import org.vladoscope.ui.view.EmptyState;
import org.vladoscope.ui.view.ImagePane;
import org.vladoscope.ui.view.Picture;
import org.vladoscope.ui.view.PictureGrid;

/** Query and candidate side by side, with overlays, and what lies under the mouse. */
public final class PairView extends VBox {

  private static final String HINT = "Move the mouse over an image to read its values.";

  private static final double GAP = 4;

  /** What the mouse reads has up to two lines and a row of bars. */
  private static final double ABOVE_READOUT = 34;

  /** Options of overlays begin below the names of the images. */
  private static final double BELOW_NAMES = 36;

  /** Below this height the images need the room more than bars and options. */
  private static final double ROOM_FOR_BARS = 360;

  private final OpenMap model;
  private final PairModel pair;
  private final OverlayModel overlays;
  private final PairSide left;
  private final PairSide right;
  private final PairLayer layer;
  private final FadeIn fade;
  private final Label rightTruth = new Label();
  private final EmptyState nothing = new EmptyState(Feather.COLUMNS, "", "");
  private final ProgressIndicator waiting = new ProgressIndicator();
  private final HBox panes;
  private final HBox edges;
  private final HBox ends = new HBox(4);
  private final StackPane stage;
  private final Late comparisonIsLate;

  public PairView(
      OpenMap model,
      PairModel pair,
      OverlayModel overlays,
      PairLooks looks,
      Consumer<ExportKind> onExport,
      Consumer<ExportKind> onStrip,
      Frames frames) {
    this.model = model;
    this.pair = pair;
    this.overlays = overlays;
    comparisonIsLate = new Late(model.comparingProperty());
    fade = new FadeIn(looks);
    getStyleClass().add("pair-view");
    left = new PairSide("Query", new ImagePane(overlays.viewportProperty()));
    right = new PairSide("Candidate", new ImagePane(overlays.candidateViewportProperty()));
    layer = new PairLayer(pair, overlays, left.pane(), right.pane());
    layer.opacityProperty().bind(fade.shareProperty());
    fade.shareProperty().addListener(o -> refreshRasterOpacity());
    panes = new HBox(GAP, left, right);
    edges = new HBox(GAP, left.edges(), right.edges());
    edges.setPickOnBounds(false);
    rightTruth.getStyleClass().add("badge");
    right.addToHeader(rightTruth);
    rightTruth.setMinWidth(USE_PREF_SIZE);
    left.addToHeader(held());
    waiting.setMaxSize(32, 32);
    stage = new StackPane(panes, layer, edges, waiting, nothing);
    stage.setMinHeight(120);
    VBox.setVgrow(stage, Priority.ALWAYS);
    getChildren().add(stage);
    frames.add(() -> ends.getChildren().addFirst(new ViewButtons(overlays, onExport, onStrip)));
    frames.add(() -> addBar(frames));
    overlays.setOnZoomToPatch(this::zoomToPatch);
    listen();
    refresh();
  }

  /** What is drawn, and how: above the images, with its options over their upper edge. */
  private void addBar(Frames frames) {
    OverlayBar bar = new OverlayBar(model, pair, overlays, ends, frames);
    StackPane.setAlignment(bar.options(), Pos.TOP_LEFT);
    StackPane.setMargin(bar.options(), new Insets(BELOW_NAMES, 4, 0, 4));
    heightProperty()
        .addListener(
            (o, before, now) -> {
              boolean roomy = now.doubleValue() > ROOM_FOR_BARS;
              if (roomy != before.doubleValue() > ROOM_FOR_BARS && now.doubleValue() > 0) {
                bar.optionsShownProperty().set(roomy);
              }
            });
    bar.optionsShownProperty().set(getHeight() > ROOM_FOR_BARS);
    getChildren().addFirst(bar);
    stage.getChildren().add(bar.options());
  }

  /** Says that what is read does not follow the mouse, and frees it. */
  private Button held() {
    Button button = new Button("", new FontIcon(Feather.MAP_PIN));
    button.getStyleClass().addAll("small", "button-icon", "accent", "pinned-button");
    button.setAccessibleText("Pinned; follow the mouse again");
    button.setMinWidth(USE_PREF_SIZE);
    button.setTooltip(new Tooltip("Click here, on an image, or press Esc to follow the mouse"));
    button.setOnAction(event -> pair.free());
    button.visibleProperty().bind(pair.holdingProperty());
    button.managedProperty().bind(button.visibleProperty());
    return button;
  }

  private void listen() {
    model
        .comparisonProperty()
        .addListener(
            (o, before, now) -> {
              if (before == null || now == null || !now.looksLike(before)) {
                refresh();
              } else {
                refreshState();
              }
            });
    model.photographsProperty().addListener((o, before, now) -> refresh());
    model.resultProperty().addListener((o, before, now) -> refreshNames());
    model.queryProperty().addListener((o, before, now) -> refreshState());
    model.candidateProperty().addListener((o, before, now) -> refreshState());
    model.comparingProperty().addListener((o, before, now) -> refreshState());
    comparisonIsLate.property().addListener((o, before, now) -> refreshState());
    model.searchingProperty().addListener((o, before, now) -> refreshState());
    pair.shadingProperty().addListener((o, before, now) -> refreshShades());
    pair.probeProperty().addListener((o, before, now) -> refreshProbe());
    pair.holdingProperty().addListener((o, before, now) -> refreshProbe());
    overlays.opacityProperty().addListener(o -> refreshShades());
    overlays.queryPatchProperty().addListener(o -> refreshProbe());
    listen(left.pane(), true);
    listen(right.pane(), false);
  }

  private void listen(ImagePane pane, boolean ofQuery) {
    pane.pointerProperty()
        .addListener(
            (o, before, now) ->
                pair.point(ofQuery, model.photographsProperty().get() == null ? now : null));
    pane.setOnPick(
        at -> {
          if (overlays.offers(OverlayOption.QUERY_PATCH).get()) {
            pair.pin(ofQuery, at);
          } else {
            pair.hold(ofQuery, at);
          }
        });
    pane.setOnContextMenuRequested(
        event -> {
          if (pair.probeProperty().get() != null) {
            new PatchMenu(this, pair, overlays).show(pane, event.getScreenX(), event.getScreenY());
            event.consume();
          }
        });
  }

  /** Shows a new comparison, or its absence. */
  private void refresh() {
    Comparison shown = model.comparisonProperty().get();
    Photographs early = model.photographsProperty().get();
    Picture query = early != null ? early.left() : shown == null ? null : shown.query().picture();
    Picture candidate =
        early != null ? early.right() : shown == null ? null : shown.candidate().picture();
    // A new look at the same images keeps the zoom; other images start whole.
    if (query != null && !query.equals(left.pane().picture())) {
      overlays.fit();
    }
    left.pane().setPicture(query);
    right.pane().setPicture(candidate);
    refreshNames();
    refreshShades();
    refreshState();
    refreshProbe();
  }

  private void refreshNames() {
    Comparison shown = model.comparisonProperty().get();
    Photographs early = model.photographsProperty().get();
    PlaceImage candidate =
        early != null ? early.candidate() : shown == null ? null : shown.candidate().image();
    left.setImage(early != null ? early.query() : shown == null ? null : shown.query().image());
    right.setImage(candidate);
    right.edges().setVisible(candidate != null);
    Truth truth = Truth.of(model.pairTruth());
    rightTruth.setText(truth.symbol() + "  " + truth.label());
    if (!rightTruth.getStyleClass().contains(truth.styleClass())) {
      rightTruth.getStyleClass().removeIf(s -> s.startsWith("truth-"));
      rightTruth.getStyleClass().add(truth.styleClass());
    }
    rightTruth.setVisible(candidate != null && model.map().groundTruth().isKnown());
  }

  private void refreshShades() {
    PairShading shading = pair.shadingProperty().get();
    boolean early = model.photographsProperty().get() != null;
    show(left.pane(), early ? null : shading.query());
    show(right.pane(), early ? null : shading.candidate());
    refreshProbe();
  }

  private void show(ImagePane pane, @Nullable Shading shading) {
    pane.setRaster(shading == null ? null : shading.raster());
    refreshRasterOpacity();
  }

  private void refreshRasterOpacity() {
    double opacity = overlays.opacityProperty().get() * fade.shareProperty().get();
    left.pane().setRasterOpacity(opacity);
    right.pane().setRasterOpacity(opacity);
  }

  private void refreshState() {
    boolean working = model.comparingProperty().get() || model.searchingProperty().get();
    Photographs early = model.photographsProperty().get();
    boolean compared = early == null && model.comparisonProperty().get() != null;
    boolean shown = early != null || compared;
    // Transparent and not invisible: an invisible image would lose the focus to the next field.
    panes.setOpacity(!shown ? 0 : early == null && comparisonIsLate.property().get() ? 0.6 : 1);
    panes.setMouseTransparent(!shown);
    edges.setVisible(shown);
    fadeIn(compared);
    waiting.setVisible(working && (!shown || (early != null && early.right() == null)));
    nothing.setVisible(!working && !shown);
    if (model.queryProperty().get() == null) {
      nothing.setText(
          "Look closer",
          "Choose a query to see which places look like it, and which patches say so.");
    } else {
      nothing.setText("No candidate chosen", "Click a candidate above, or a database image.");
    }
  }

  /** The photographs are seen at once; what was computed comes over them gently. */
  private void fadeIn(boolean compared) {
    if (compared && !layer.isVisible()) {
      fade.play();
    }
    layer.setVisible(compared);
  }

  private void refreshProbe() {
    Optional<OverlayInput> known = pair.shown();
    if (known.isEmpty()) {
      return;
    }
    Probe probe = pair.probeProperty().get();
    if (probe == null) {
      left.setLines(List.of(HINT, "A click keeps them."));
      right.setLines(List.of("", ""));
    } else {
      Readout words =
          Readout.of(
              known.get(), overlays.valuesProperty().get(), pair.shadingProperty().get(), probe);
      left.setLines(pair.holdingProperty().get() ? pinned(words.query()) : words.query());
      right.setLines(words.candidate());
    }
    showBars(left.bars(), known.get(), true, probe);
    showBars(right.bars(), known.get(), false, probe);
  }

  /** How the cell under the mouse is shared, where there are clusters and room. */
  private void showBars(
      AssignmentBars bars, OverlayInput shown, boolean ofQuery, @Nullable Probe probe) {
    CellBars shares =
        probe == null ? CellBars.NONE : CellBars.of(shown, ofQuery, probe.cellOf(ofQuery));
    boolean isPointed = probe != null && CellBars.has(shown);
    // Without patches nothing says which cell of the other image to look at.
    boolean isKnown = shown.comparison().hasPatches() || !shares.equals(CellBars.NONE);
    bars.show(shares);
    bars.setVisible(isPointed && isKnown && getHeight() > ROOM_FOR_BARS);
  }

  private static List<String> pinned(List<String> lines) {
    return List.of(lines.getFirst(), lines.getLast() + "  \u00b7  pinned, Esc frees it");
  }

  /** What takes the keys while no control has the focus: the query's image. */
  public Node home() {
    return left.pane();
  }

  /** Puts something at the right end of the row above the images. */
  public void addToBar(Node node) {
    ends.getChildren().add(node);
  }

  /** Lays something over the lower edge of the images, above what the mouse reads. */
  public void addOverEdge(Node node) {
    StackPane.setAlignment(node, Pos.BOTTOM_CENTER);
    StackPane.setMargin(node, new Insets(0, 4, ABOVE_READOUT, 4));
    stage.getChildren().add(node);
  }

  /** True if a point of the scene lies on the candidate's image. */
  public boolean isOverCandidate(double sceneX, double sceneY) {
    return right.pane().picture() != null && right.contains(right.sceneToLocal(sceneX, sceneY));
  }

  /** What is seen now, or nothing while no pair is. */
  public Optional<PairFigure> figure() {
    return pair.shown()
        .filter(shown -> model.photographsProperty().get() == null)
        .map(
            shown ->
                new PairFigure(
                    model.map().name(),
                    shown,
                    overlays.shown(),
                    pair.shadingProperty().get(),
                    overlays.opacityProperty().get(),
                    pair.linesProperty().get(),
                    layer.placement(true),
                    layer.placement(false),
                    overlays.viewportProperty().get().zoom(),
                    Truth.of(model.pairTruth())));
  }

  /**
   * Frees what was pinned.
   *
   * @return false if nothing was
   */
  public boolean free() {
    return pair.free();
  }

  /** Zooms both images around their centres. */
  public void zoom(double factor) {
    left.pane().zoom(factor);
    if (!overlays.linkedProperty().get()) {
      right.pane().zoom(factor);
    }
  }

  /**
   * Zooms to the patch under the mouse: both images to the same place while they are linked, else
   * each to its patch of the pair.
   */
  void zoomToPatch() {
    Probe probe = pair.probeProperty().get();
    if (probe != null) {
      zoomTo(probe);
    }
  }

  /** Zooms to the patch of a probe. */
  void zoomTo(Probe probe) {
    Comparison shown = pair.comparison();
    if (probe.patch().isEmpty() || shown == null) {
      return;
    }
    PatchPointer patch = probe.patch().get();
    PictureGrid query = shown.grid(shown.query(), probe.scale());
    PictureGrid candidate = shown.grid(shown.candidate(), probe.scale());
    boolean linked = overlays.linkedProperty().get();
    if (!linked || probe.ofQuery()) {
      left.pane().zoomTo(query.square(patch.queryPatch()));
    }
    if (!linked || !probe.ofQuery()) {
      right.pane().zoomTo(candidate.square(patch.candidatePatch()));
    }
  }
}
