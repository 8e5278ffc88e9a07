package org.vladoscope.ui.explore;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Separator;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.vladoscope.ui.explore.config.MethodFiles;
import org.vladoscope.ui.explore.model.ModelExporter;
import org.vladoscope.ui.explore.overlay.OverlayModel;
import org.vladoscope.ui.explore.overlay.PairLook;
import org.vladoscope.ui.explore.overlay.PairModel;
import org.vladoscope.ui.explore.pair.PairExport;
import org.vladoscope.ui.explore.pair.PairView;
import org.vladoscope.ui.explore.pair.StripExport;
import org.vladoscope.ui.explore.queries.OutsideImages;
import org.vladoscope.ui.explore.ranking.RankingStrip;
import org.vladoscope.ui.explore.why.WhyView;
import org.vladoscope.ui.export.ExportKind;
import org.vladoscope.ui.export.ExportTargets;
import org.vladoscope.ui.export.FigureExport;
import org.vladoscope.ui.map.OpenMap;
import org.vladoscope.ui.task.Frames;
import org.vladoscope.ui.view.Thumbnails;

/**
 * The perspective for looking at queries and their candidates: images on the left, ranking and pair
 * in the middle, scores and configuration on the right.
 */
public final class ExploreView extends BorderPane {

  private static final double SIDEBAR_WIDTH = 256;
  private static final double SIDEBAR_MIN_WIDTH = 144;
  private static final double INSPECTOR_WIDTH = 304;

  private final Frames frames = new Frames();
  private final PairView pair;
  private final PairExport export;
  private final StripExport strip;
  private final OpenMap model;
  private final OverlayModel overlays;
  private final WhyView why;
  private final ModelExporter modelExport;
  private ExportTargets targets = ExportTargets.of(() -> getScene().getWindow());

  /**
   * The view of an opened map.
   *
   * @param inspectorShown whether scores and configuration are shown
   * @param files asks for results of other programs
   */
  public ExploreView(
      OpenMap model,
      OverlayModel overlays,
      OutsideImages outside,
      SidebarState sidebarState,
      Thumbnails thumbnails,
      BooleanProperty inspectorShown,
      MethodFiles files) {
    this.model = model;
    this.overlays = overlays;
    getStyleClass().add("explore");
    Sidebar sidebar = new Sidebar(model, outside, sidebarState, thumbnails, frames);
    sidebar.setMinWidth(SIDEBAR_MIN_WIDTH);
    sidebar.setPrefWidth(SIDEBAR_WIDTH);
    PairModel pairModel = new PairModel(model, overlays);
    pair = new PairView(model, pairModel, overlays, this::export, this::exportStrip, frames);
    export = new PairExport(model, pair::figure);
    strip = new StripExport(model);
    modelExport = new ModelExporter(model);
    RankingStrip ranking = new RankingStrip(model, thumbnails, inspectorShown);
    VBox.setVgrow(pair, Priority.ALWAYS);
    // The images first; what stands around them follows frame by frame.
    VBox middle = new VBox(pair);
    frames.add(() -> middle.getChildren().addAll(0, List.of(ranking, new Separator())));
    middle.setMinWidth(0);
    why = new WhyView(model, overlays, this::export);
    BooleanBinding asksWhy = overlays.lookProperty().isEqualTo(PairLook.WHY);
    middle.visibleProperty().bind(asksWhy.not());
    StackPane looks = new StackPane(middle);
    why.visibleProperty()
        .addListener(
            (o, before, now) ->
                looks.getChildren().setAll(now ? List.of(middle, why) : List.of(middle)));
    looks.setMinWidth(0);
    SplitPane split = new SplitPane(sidebar, looks);
    split.setOrientation(Orientation.HORIZONTAL);
    SplitPane.setResizableWithParent(sidebar, false);
    sidebar.setMaxWidth(2 * SIDEBAR_WIDTH);
    split
        .widthProperty()
        .addListener(
            (o, before, now) -> {
              if (before.doubleValue() <= 0) {
                split.setDividerPositions(SIDEBAR_WIDTH / now.doubleValue());
              }
            });
    setCenter(split);
    StackPane right = new StackPane();
    right.setPrefWidth(INSPECTOR_WIDTH);
    right.setMinWidth(INSPECTOR_WIDTH);
    // Three images need the room, and their scores stand below them.
    right.visibleProperty().bind(Bindings.and(inspectorShown, asksWhy.not()));
    right.managedProperty().bind(right.visibleProperty());
    setRight(right);
    frames.add(
        () ->
            right
                .getChildren()
                .add(new Inspector(model, pairModel, overlays, thumbnails, files, frames)));
  }

  /** True until all of its controls are there. */
  public ReadOnlyBooleanProperty growingProperty() {
    return frames.busyProperty();
  }

  /** What takes the keys while no control has the focus: the images. */
  public Node home() {
    return why.isVisible() ? why : pair.home();
  }

  /** Goes back to query and candidate from another look at them, if there is one. */
  public void back() {
    overlays.back();
  }

  /** True if a point of the scene lies on the candidate's image. */
  public boolean isOverCandidate(double sceneX, double sceneY) {
    return pair.isOverCandidate(sceneX, sceneY);
  }

  /** Sends exports elsewhere than to the window's dialogs and the clipboard. */
  public void setExportTargets(ExportTargets newTargets) {
    targets = newTargets;
  }

  /** Exports what is seen of the pair; does nothing while there is none. */
  public void export(ExportKind kind) {
    if (why.isVisible() && kind.isDrawn()) {
      FigureExport figures = new FigureExport(model.tasks(), model.notifier());
      why.figure().ifPresent(seen -> figures.export(seen, kind, seen.name(), targets));
    } else {
      export.export(kind, targets);
    }
  }

  /** Exports the query beside its first candidates. */
  public void exportStrip(ExportKind kind) {
    strip.export(kind, targets);
  }

  /** Exports vocabulary and projection of the map. */
  public void exportModel() {
    modelExport.export(targets);
  }

  /** Zooms both images around their centres. */
  public void zoom(double factor) {
    pair.zoom(factor);
  }
}
