package org.vladoscope.ui.explore;

import java.util.List;
import javafx.beans.Observable;
import javafx.geometry.Point2D;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.ui.explore.OverlayModel.Shade;
import org.vladoscope.ui.view.EmptyState;
import org.vladoscope.ui.view.ImagePane;
import org.vladoscope.ui.view.Viewport;
import org.vladoscope.workspace.Candidate;

/** Query and candidate side by side, with overlays, and what lies under the mouse. */
final class PairView extends VBox {

  private final ExploreModel model;
  private final OverlayModel overlays;
  private final ImagePane left;
  private final ImagePane right;
  private final PairLayer layer;
  private final Label leftName = new Label();
  private final Label rightName = new Label();
  private final Label rightTruth = new Label();
  private final Label readout = new Label();
  private final EmptyState nothing = new EmptyState(Feather.COLUMNS, "", "");
  private final ProgressIndicator waiting = new ProgressIndicator();
  private final HBox panes;

  PairView(ExploreModel model, OverlayModel overlays) {
    this.model = model;
    this.overlays = overlays;
    getStyleClass().add("pair-view");
    left = new ImagePane(overlays.viewportProperty());
    right = new ImagePane(overlays.viewportProperty());
    left.setAccessibleText("Query");
    right.setAccessibleText("Candidate");
    layer = new PairLayer(left, right);
    panes = new HBox(16, side("Query", leftName, left), side("Candidate", rightName, right));
    rightTruth.getStyleClass().add("badge");
    ((HBox) ((VBox) panes.getChildren().get(1)).getChildren().getFirst())
        .getChildren()
        .add(rightTruth);
    waiting.setMaxSize(32, 32);
    StackPane stage = new StackPane(panes, layer, waiting, nothing);
    stage.setMinHeight(120);
    VBox.setVgrow(stage, Priority.ALWAYS);
    readout.getStyleClass().addAll("readout", "tabular");
    readout.setMaxWidth(Double.MAX_VALUE);
    getChildren().addAll(new OverlayBar(model, overlays), stage, readout);
    listen();
    refresh();
  }

  private static VBox side(String role, Label name, ImagePane pane) {
    Label title = new Label(role);
    title.getStyleClass().add("muted");
    title.setMinWidth(USE_PREF_SIZE);
    name.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    name.setMinWidth(0);
    HBox header = new HBox(8, title, name);
    header.setAlignment(Pos.CENTER_LEFT);
    header.setMinHeight(24);
    VBox box = new VBox(8, header, pane);
    box.setMinWidth(0);
    box.setPrefWidth(100);
    VBox.setVgrow(pane, Priority.ALWAYS);
    HBox.setHgrow(box, Priority.ALWAYS);
    return box;
  }

  private void listen() {
    model.comparisonProperty().addListener((o, before, now) -> refresh());
    model.resultProperty().addListener((o, before, now) -> refreshNames());
    model.queryProperty().addListener((o, before, now) -> refreshState());
    model.candidateProperty().addListener((o, before, now) -> refreshState());
    model.comparingProperty().addListener((o, before, now) -> refreshState());
    model.searchingProperty().addListener((o, before, now) -> refreshState());
    for (Observable input : overlays.lineInputs()) {
      input.addListener(o -> refreshLines());
    }
    for (Observable input : overlays.shadeInputs()) {
      input.addListener(o -> refreshShades());
    }
    overlays.opacityProperty().addListener(o -> refreshShades());
    left.pointerProperty().addListener((o, before, now) -> point(true, now));
    right.pointerProperty().addListener((o, before, now) -> point(false, now));
  }

  /** Shows a new comparison, or its absence. */
  private void refresh() {
    Comparison shown = model.comparisonProperty().get();
    if (shown == null) {
      left.setPicture(null);
      right.setPicture(null);
    } else {
      // A new look at the same images keeps the zoom; other images start whole.
      if (!shown.query().picture().equals(left.picture())) {
        overlays.viewportProperty().set(Viewport.FIT);
      }
      left.setPicture(shown.query().picture());
      right.setPicture(shown.candidate().picture());
      int scales = shown.match().scales().size();
      overlays.scaleProperty().set(Math.clamp(overlays.scaleProperty().get(), 0, scales - 1));
      if (overlays.clusterProperty().get() >= shown.query().assignment().words()) {
        overlays.clusterProperty().set(OverlayModel.ALL_CLUSTERS);
      }
    }
    refreshNames();
    refreshLines();
    refreshShades();
    refreshState();
  }

  private void refreshNames() {
    Comparison shown = model.comparisonProperty().get();
    name(leftName, shown == null ? null : shown.query().image());
    name(rightName, shown == null ? null : shown.candidate().image());
    Truth truth = Truth.of(model.chosenCandidate().map(Candidate::positive).orElse(null));
    rightTruth.setText(truth.symbol() + "  " + truth.label());
    rightTruth.getStyleClass().removeIf(s -> s.startsWith("truth-"));
    rightTruth.getStyleClass().add(truth.styleClass());
    rightTruth.setVisible(shown != null && model.map().groundTruth().isKnown());
  }

  private static void name(Label label, @Nullable PlaceImage image) {
    label.setText(image == null ? "" : image.name());
    label.setTooltip(image == null ? null : new Tooltip(image.name()));
  }

  private void refreshLines() {
    Comparison shown = model.comparisonProperty().get();
    int scale = overlays.scaleProperty().get();
    boolean draw = shown != null && overlays.matchesProperty().get();
    List<MatchLine> lines =
        draw && scale < shown.match().scales().size()
            ? MatchLine.choose(
                shown.match().scales().get(scale),
                overlays.inliersProperty().get(),
                overlays.outliersProperty().get(),
                overlays.maxMatchesProperty().get())
            : List.of();
    layer.show(shown, scale, lines);
  }

  private void refreshShades() {
    Comparison shown = model.comparisonProperty().get();
    boolean usable =
        shown != null && overlays.scaleProperty().get() < shown.match().scales().size();
    left.setRaster(usable ? Shades.of(shown, shown.query(), overlays) : null);
    right.setRaster(usable ? Shades.of(shown, shown.candidate(), overlays) : null);
    left.setRasterOpacity(overlays.opacityProperty().get());
    right.setRasterOpacity(overlays.opacityProperty().get());
  }

  private void refreshState() {
    boolean working = model.comparingProperty().get() || model.searchingProperty().get();
    boolean shown = model.comparisonProperty().get() != null;
    panes.setVisible(shown);
    layer.setVisible(shown);
    waiting.setVisible(working && !shown);
    nothing.setVisible(!working && !shown);
    if (model.queryProperty().get() == null) {
      nothing.setText(
          "Look closer",
          "Choose a query to see which places look like it, and which patches say so.");
    } else {
      nothing.setText("No candidate chosen", "Click a candidate above, or a database image.");
    }
    panes.setOpacity(model.comparingProperty().get() ? 0.6 : 1);
    readout.setText(shown ? "Move the mouse over an image to read its values." : "");
  }

  private void point(boolean isQuery, @Nullable Point2D at) {
    Comparison shown = model.comparisonProperty().get();
    if (shown == null || overlays.scaleProperty().get() >= shown.match().scales().size()) {
      return;
    }
    if (at == null) {
      readout.setText("Move the mouse over an image to read its values.");
      layer.setPointer(null);
      return;
    }
    Comparison.Side side = isQuery ? shown.query() : shown.candidate();
    readout.setText(Readout.at(shown, side, overlays, at.getX(), at.getY()));
    boolean showsPatches =
        overlays.matchesProperty().get() || overlays.shadeProperty().get() == Shade.SIMILARITY;
    layer.setPointer(
        showsPatches
            ? PatchPointer.at(shown, side, overlays.scaleProperty().get(), at.getX(), at.getY())
                .orElse(null)
            : null);
  }

  /** Zooms both images around their centres. */
  void zoom(double factor) {
    left.zoom(factor);
  }
}
