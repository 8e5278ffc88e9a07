package org.vladoscope.ui.explore;

import java.util.Optional;
import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.binding.DoubleExpression;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.SplitPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.vladoscope.ui.command.Commands;
import org.vladoscope.ui.explore.config.MethodFiles;
import org.vladoscope.ui.explore.erase.EraseTools;
import org.vladoscope.ui.explore.erase.EraseView;
import org.vladoscope.ui.explore.look.PairLook;
import org.vladoscope.ui.explore.look.PairLooks;
import org.vladoscope.ui.explore.model.ModelExporter;
import org.vladoscope.ui.explore.overlay.OverlayModel;
import org.vladoscope.ui.explore.overlay.PairModel;
import org.vladoscope.ui.explore.pair.PairExport;
import org.vladoscope.ui.explore.pair.PairView;
import org.vladoscope.ui.explore.pair.StripExport;
import org.vladoscope.ui.explore.queries.OutsideImages;
import org.vladoscope.ui.explore.ranking.RankingStrip;
import org.vladoscope.ui.explore.warp.WarpView;
import org.vladoscope.ui.explore.why.WhyView;
import org.vladoscope.ui.explore.window.WindowTools;
import org.vladoscope.ui.explore.window.WindowView;
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

  /** Two images side by side, and a scroll bar. */
  private static final double SIDEBAR_WIDTH = 214;

  /** Of the width, where there is so much of it that more images fit beside each other. */
  private static final double SIDEBAR_SHARE = .13;

  private static final double INSPECTOR_WIDTH = 288;

  private final Frames frames = new Frames();
  private final OpenMap model;
  private final Panels panels;

  /** Kept here because panels outlive the page: they only hold it weakly. */
  private final InvalidationListener onImagesOnly;

  /** Kept here for the same reason. */
  private final InvalidationListener onEnlarged;

  private double sidebarWidth;

  /** The width that the sidebar will have after the layouts that were asked for; 0 for none. */
  private double onItsWay;

  private final PairView pair;
  private final PairExport export;
  private final StripExport strip;
  private final PairLooks looks;
  private final OtherLook<WhyView> why;
  private final OtherLook<WarpView> warp;
  private final OtherLook<EraseView> erase;
  private final OtherLook<WindowView> window;
  private final ModelExporter modelExport;
  private ExportTargets targets = ExportTargets.of(() -> getScene().getWindow());

  /**
   * The view of an opened map.
   *
   * @param panels what stands around the images
   * @param dark whether the look is dark
   * @param files asks for results of other programs
   */
  public ExploreView(
      OpenMap model,
      OverlayModel overlays,
      PairLooks looks,
      EraseTools erasers,
      WindowTools windows,
      OutsideImages outside,
      Panels panels,
      Thumbnails thumbnails,
      ObservableBooleanValue dark,
      MethodFiles files) {
    this.model = model;
    this.looks = looks;
    this.panels = panels;
    getStyleClass().add("explore");
    Sidebar sidebar = new Sidebar(model, outside, panels, thumbnails, frames);
    sidebarWidth = leastWidth();
    sidebar.setMinWidth(sidebarWidth);
    sidebar.setPrefWidth(sidebarWidth);
    PairModel pairModel = new PairModel(model, overlays);
    pair = new PairView(model, pairModel, overlays, looks, this::export, this::exportStrip, frames);
    export = new PairExport(model, pair::figure);
    strip = new StripExport(model);
    modelExport = new ModelExporter(model);
    pair.addToBar(inspectorButton(panels.inspectorProperty()));
    BooleanBinding asksWarp = looks.lookProperty().isEqualTo(PairLook.WARPED);
    BooleanBinding asksErase = looks.lookProperty().isEqualTo(PairLook.ERASE);
    BooleanBinding asksWindow = looks.lookProperty().isEqualTo(PairLook.WINDOW);
    pair.visibleProperty().bind(asksWarp.or(asksErase).or(asksWindow).not());
    warp =
        new OtherLook<>(pair, asksWarp, () -> new WarpView(model, overlays, looks, this::export));
    erase =
        new OtherLook<>(
            warp,
            asksErase,
            () -> new EraseView(model, overlays, looks, erasers, this::export, () -> targets));
    window =
        new OtherLook<>(
            erase,
            asksWindow,
            () ->
                new WindowView(
                    model,
                    overlays,
                    looks,
                    windows,
                    thumbnails,
                    dark,
                    this::export,
                    () -> targets));
    VBox.setVgrow(window, Priority.ALWAYS);
    // The images first; what stands around them follows frame by frame.
    VBox middle = new VBox(window);
    frames.add(
        () -> {
          RankingStrip ranking =
              new RankingStrip(model, thumbnails, looks, panels.numbersProperty());
          ranking.visibleProperty().bind(panels.imagesOnlyProperty().not());
          ranking.managedProperty().bind(ranking.visibleProperty());
          middle.getChildren().addFirst(ranking);
        });
    middle.setMinWidth(0);
    BooleanBinding asksWhy = looks.lookProperty().isEqualTo(PairLook.WHY);
    middle.visibleProperty().bind(asksWhy.not());
    why = new OtherLook<>(middle, asksWhy, () -> new WhyView(model, overlays, looks, this::export));
    SplitPane split = new SplitPane(sidebar, why);
    split.setOrientation(Orientation.HORIZONTAL);
    SplitPane.setResizableWithParent(sidebar, false);
    sidebar.setMaxWidth(2 * sidebarWidth);
    split
        .widthProperty()
        .addListener(
            (o, before, now) -> {
              if (before.doubleValue() <= 0) {
                double wanted = SIDEBAR_SHARE * now.doubleValue();
                split.setDividerPositions(Math.max(leastWidth(), wanted) / now.doubleValue());
              }
            });
    onImagesOnly = o -> show(sidebar, split, !panels.imagesOnlyProperty().get());
    panels.imagesOnlyProperty().addListener(new WeakInvalidationListener(onImagesOnly));
    onImagesOnly.invalidated(panels.imagesOnlyProperty());
    onEnlarged = o -> widen(sidebar, split);
    panels.enlargementProperty().addListener(new WeakInvalidationListener(onEnlarged));
    setCenter(split);
    StackPane right = new StackPane();
    DoubleExpression inspectorWidth = panels.enlargementProperty().multiply(INSPECTOR_WIDTH);
    right.prefWidthProperty().bind(inspectorWidth);
    right.minWidthProperty().bind(inspectorWidth);
    // Three images need the room, and their scores stand below them.
    right
        .visibleProperty()
        .bind(
            panels
                .inspectorProperty()
                .and(panels.imagesOnlyProperty().not())
                .and(asksWhy.or(asksErase).or(asksWindow).not()));
    right.managedProperty().bind(right.visibleProperty());
    setRight(right);
    frames.add(
        () ->
            right
                .getChildren()
                .add(new Inspector(model, pairModel, overlays, thumbnails, files, frames)));
  }

  /** The sidebar holds two images and its text, however large that is. */
  private double leastWidth() {
    return SIDEBAR_WIDTH * panels.enlargementProperty().get();
  }

  private void widen(Sidebar sidebar, SplitPane split) {
    double before = sidebar.getMinWidth();
    if (sidebar.isVisible() && before > 0) {
      sidebar.setMinWidth(leastWidth());
      sidebar.setPrefWidth(leastWidth());
      sidebar.setMaxWidth(2 * leastWidth());
      // Whoever changes the size twice at once must not be answered by a layout on its way.
      double wanted = (onItsWay > 0 ? onItsWay : divider(split)) * leastWidth() / before;
      onItsWay = getScene() == null ? 0 : wanted;
      afterLayout(
          () -> {
            split.setDividerPositions(wanted / split.getWidth());
            afterLayout(() -> onItsWay = onItsWay == wanted ? 0 : onItsWay);
          });
    }
  }

  /** Where it stands, in pixels: the sidebar is narrower by half of its thickness. */
  private static double divider(SplitPane split) {
    return split.getDividerPositions()[0] * split.getWidth();
  }

  /** The layout after a change of the least width moves the divider itself. */
  private void afterLayout(Runnable action) {
    Scene scene = getScene();
    if (scene == null) {
      return;
    }
    scene.addPostLayoutPulseListener(
        new Runnable() {
          @Override
          public void run() {
            scene.removePostLayoutPulseListener(this);
            action.run();
          }
        });
  }

  /** A sidebar that goes away only shrinks to nothing: its divider stays. */
  private void show(Sidebar sidebar, SplitPane split, boolean wanted) {
    if (wanted == sidebar.isVisible()) {
      return;
    }
    sidebar.setVisible(wanted);
    if (wanted) {
      sidebar.setMaxWidth(2 * leastWidth());
      // The layout that follows gives it the least it takes, whatever the divider says.
      sidebar.setMinWidth(sidebarWidth);
      afterLayout(
          () -> {
            sidebar.setMinWidth(leastWidth());
            split.setDividerPositions(sidebarWidth / split.getWidth());
          });
    } else {
      sidebarWidth = Math.max(leastWidth(), divider(split));
      sidebar.setMinWidth(0);
      sidebar.setMaxWidth(0);
      split.setDividerPositions(0);
    }
  }

  private static ToggleButton inspectorButton(BooleanProperty shown) {
    ToggleButton button = new ToggleButton("", new FontIcon(Feather.SLIDERS));
    button.getStyleClass().addAll("small", "button-icon", "overlay-toggle");
    button.setTooltip(new Tooltip("Scores and configuration (Ctrl+I)"));
    button.setAccessibleText("Scores and configuration");
    button.selectedProperty().bindBidirectional(shown);
    button.setMinWidth(USE_PREF_SIZE);
    return button;
  }

  /** Says over the images what is seen and what can be tried, unless that was turned off. */
  public void showFirstSteps(Commands commands) {
    frames.add(
        () -> pair.addOverEdge(new FirstSteps(model, commands, panels.firstStepsProperty())));
  }

  /** True until all of its controls are there. */
  public ReadOnlyBooleanProperty growingProperty() {
    return frames.busyProperty();
  }

  /** What takes the keys while no control has the focus: the images. */
  public Node home() {
    return why.seen()
        .<Node>map(look -> look)
        .or(() -> window.seen().map(WindowView::home))
        .or(() -> erase.seen().map(EraseView::home))
        .or(warp::seen)
        .orElseGet(pair::home);
  }

  /**
   * From another look at the pair back to it, or from images alone to the panels around them; else
   * what was pinned is freed.
   *
   * @return false if nothing led back from anything
   */
  public boolean back() {
    if (looks.back()) {
      return true;
    }
    boolean alone = panels.imagesOnlyProperty().get();
    panels.imagesOnlyProperty().set(false);
    pair.free();
    return alone;
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
    FigureExport figures = new FigureExport(model.tasks(), model.notifier());
    Optional<WhyView> asked = why.seen();
    Optional<WarpView> warped = warp.seen();
    Optional<EraseView> erased = erase.seen();
    Optional<WindowView> searched = window.seen();
    if (searched.isPresent() && kind.isDrawn()) {
      WindowView hits = searched.get();
      hits.figure().ifPresent(seen -> figures.export(seen, kind, hits.name(), targets));
    } else if (erased.isPresent() && kind.isDrawn()) {
      erased.get().figure().ifPresent(seen -> figures.export(seen, kind, seen.name(), targets));
    } else if (asked.isPresent() && kind.isDrawn()) {
      asked.get().figure().ifPresent(seen -> figures.export(seen, kind, seen.name(), targets));
    } else if (warped.isPresent() && kind.isDrawn()) {
      warped.get().figure().ifPresent(seen -> figures.export(seen, kind, seen.name(), targets));
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

  /** Exports the pair on the screen as a page for a paper's supplement. */
  public void exportPairSupplement() {
    new SupplementExport(model).exportPair(targets);
  }

  /** Exports rescued and wrong queries as such a page. */
  public void exportTellingSupplement() {
    new SupplementExport(model).exportTelling(targets);
  }

  /** Exports the same pairs, and the recall curve if it is known, as figures for LaTeX. */
  public void exportTellingFigures() {
    new SupplementExport(model).exportTellingFigures(targets);
  }

  /** Zooms both images around their centres. */
  public void zoom(double factor) {
    pair.zoom(factor);
  }
}
