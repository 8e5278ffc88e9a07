package org.vladoscope.ui.explore.erase;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.Slider;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.vladoscope.erase.ErasedMask;
import org.vladoscope.erase.ErasedRanks;
import org.vladoscope.ui.explore.look.LookBar;
import org.vladoscope.ui.explore.look.PairLook;
import org.vladoscope.ui.explore.look.PairLooks;
import org.vladoscope.ui.explore.overlay.OverlayModel;
import org.vladoscope.ui.explore.overlay.PatchSizes;
import org.vladoscope.ui.export.ExportKind;
import org.vladoscope.ui.export.ExportTargets;
import org.vladoscope.ui.export.FigureExport;
import org.vladoscope.ui.map.OpenMap;
import org.vladoscope.ui.view.EmptyState;
import org.vladoscope.ui.view.Words;

/** Query and candidate with parts painted out, beside the ranks of the whole map, which follow. */
public final class EraseView extends VBox {

  private static final KeyCombination UNDO = KeyCombination.valueOf("Shortcut+Z");
  private static final KeyCombination REDO = KeyCombination.valueOf("Shortcut+Shift+Z");
  private static final KeyCombination REDO_TOO = KeyCombination.valueOf("Shortcut+Y");
  private static final double RANKS_WIDTH = 292;

  private final OpenMap map;
  private final OverlayModel overlays;
  private final PairLooks looks;
  private final EraseTools tools;
  private final EraseModel model;
  private final ErasePanes panes;
  private final EraseRanks ranks;
  private final PatchSizes sizes;
  private final Label sentence = new Label();
  private final Label found = new Label();
  private final ProgressIndicator waiting = new ProgressIndicator();
  private final EmptyState nothing = new EmptyState(Feather.SCISSORS, "", "");
  private final HBox seen;

  /**
   * A view that computes while it is the look of the pair.
   *
   * @param onExport takes what is seen out of the window
   * @param targets where tables and masks go
   */
  public EraseView(
      OpenMap map,
      OverlayModel overlays,
      PairLooks looks,
      EraseTools tools,
      Consumer<ExportKind> onExport,
      Supplier<ExportTargets> targets) {
    super(8);
    this.map = map;
    this.overlays = overlays;
    this.looks = looks;
    this.tools = tools;
    this.model = new EraseModel(map, looks);
    this.panes = new ErasePanes(model, tools, overlays);
    this.ranks = new EraseRanks(map::showDatabaseImage);
    this.sizes = new PatchSizes(overlays, scale -> "Draw the matches of this patch size");
    getStyleClass().add("erase-view");
    sentence.getStyleClass().add("muted");
    sentence.setMinWidth(0);
    found.setWrapText(true);
    found.setMinHeight(USE_PREF_SIZE);
    waiting.setMaxSize(32, 32);
    ranks.setMinWidth(RANKS_WIDTH);
    ranks.setMaxWidth(RANKS_WIDTH);
    HBox.setHgrow(panes.node(), Priority.ALWAYS);
    seen = new HBox(16, panes.node(), ranks);
    StackPane body = new StackPane(seen, waiting, nothing);
    VBox.setVgrow(body, Priority.ALWAYS);
    getChildren().addAll(header(onExport, targets), sentence, found, body);
    visibleProperty().bind(looks.lookProperty().isEqualTo(PairLook.ERASE));
    managedProperty().bind(visibleProperty());
    found.managedProperty().bind(found.textProperty().isNotEmpty());
    found.visibleProperty().bind(found.managedProperty());
    found.textProperty().bind(model.toldProperty());
    addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
    model.stateProperty().addListener(o -> refresh());
    model.erasingProperty().addListener(o -> refresh());
    model.ranksProperty().addListener(o -> refresh());
    looks.lookProperty().addListener(o -> offer());
    offer();
    refresh();
  }

  /** Commands act on what is seen. */
  private void offer() {
    if (looks.lookProperty().get() == PairLook.ERASE && !map.isClosed()) {
      tools.modelProperty().set(model);
    } else if (tools.modelProperty().get() == model) {
      tools.modelProperty().set(null);
    }
  }

  private FlowPane header(Consumer<ExportKind> onExport, Supplier<ExportTargets> targets) {
    HBox choice =
        LookBar.choice(
            tools.toolProperty(), List.of(EraseTool.values()), EraseTool::label, EraseTool::help);
    Slider radius = new Slider(EraseTools.SMALLEST, EraseTools.LARGEST, 1);
    radius.setPrefWidth(90);
    radius.setTooltip(new Tooltip("Size of the brush ([ and ])"));
    radius.setAccessibleText("Size of the brush");
    radius.valueProperty().bindBidirectional(tools.radiusProperty());
    radius.visibleProperty().bind(tools.toolProperty().isEqualTo(EraseTool.BRUSH));
    radius.managedProperty().bind(radius.visibleProperty());
    Button undo = LookBar.button("", Feather.CORNER_UP_LEFT, "Undo the last stroke (Ctrl+Z)");
    undo.setAccessibleText("Undo the last stroke");
    undo.setOnAction(event -> model.undo());
    undo.disableProperty().bind(model.undoableProperty().not());
    Button redo = LookBar.button("", Feather.CORNER_UP_RIGHT, "Redo the stroke (Ctrl+Y)");
    redo.setAccessibleText("Redo the stroke");
    redo.setOnAction(event -> model.redo());
    redo.disableProperty().bind(model.redoableProperty().not());
    Button clear = LookBar.button("Clear", Feather.X, "Bring everything back (Del)");
    clear.setOnAction(event -> model.clear());
    clear
        .disableProperty()
        .bind(
            Bindings.createBooleanBinding(
                () -> model.erasingProperty().get().isEmpty(), model.erasingProperty()));
    Button winner =
        LookBar.button(
            "What Must Go?",
            Feather.TARGET,
            "Find the fewest cells of the query that must go so that the wrong winner loses");
    winner
        .textProperty()
        .bind(Bindings.when(model.searchingProperty()).then("Stop").otherwise("What Must Go?"));
    winner.setOnAction(event -> model.findWinner());
    winner.disableProperty().bind(model.readyProperty().not());
    return headerOf(
        LookBar.back(looks),
        choice,
        radius,
        undo,
        redo,
        clear,
        winner,
        sizes,
        exports(onExport, targets));
  }

  private static FlowPane headerOf(Node... nodes) {
    FlowPane header = new FlowPane(8, 8, nodes);
    header.setMinWidth(0);
    return header;
  }

  private MenuButton exports(Consumer<ExportKind> onExport, Supplier<ExportTargets> targets) {
    MenuButton export = LookBar.exports(onExport);
    MenuItem table = new MenuItem("Ranks Before and After (CSV)\u2026");
    table.setOnAction(event -> exportRanks(targets.get()));
    MenuItem queryMask = new MenuItem("Erased in the Query (PNG)\u2026");
    queryMask.setOnAction(event -> exportMask(true, targets.get()));
    MenuItem candidateMask = new MenuItem("Erased in the Candidate (PNG)\u2026");
    candidateMask.setOnAction(event -> exportMask(false, targets.get()));
    export.getItems().addAll(table, queryMask, candidateMask);
    export.disableProperty().bind(model.readyProperty().not());
    return export;
  }

  /** Writes the ranks of all places, before and after. */
  public void exportRanks(ExportTargets targets) {
    ErasedRanks known = model.ranksProperty().get();
    if (known != null) {
      new FigureExport(map.tasks(), map.notifier())
          .save(
              "Export ranks before and after",
              FigureExport.safe(name(true)) + "-ranks.csv",
              out -> out.write(known.csv().getBytes(StandardCharsets.UTF_8)),
              targets);
    }
  }

  /** Writes what is erased of one image as black and white. */
  public void exportMask(boolean ofQuery, ExportTargets targets) {
    model
        .ready()
        .ifPresent(
            ready -> {
              var cells = model.erasingProperty().get().of(ofQuery);
              new FigureExport(map.tasks(), map.notifier())
                  .save(
                      "Export what is erased",
                      FigureExport.safe(name(ofQuery)) + "-erased.png",
                      out -> out.write(ErasedMask.png(ready.area(ofQuery), cells)),
                      targets);
            });
  }

  private String name(boolean ofQuery) {
    return model
        .ready()
        .map(ready -> Words.withoutEnding(Words.shortName(ready.side(ofQuery).image().name())))
        .orElse("erased");
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

  private void refresh() {
    EraseState state = model.stateProperty().get();
    ErasedRanks known = model.ranksProperty().get();
    waiting.setVisible(state instanceof EraseState.Waiting);
    nothing.setVisible(state instanceof EraseState.Told);
    seen.setVisible(state instanceof EraseState.Ready);
    switch (state) {
      case EraseState.Told(String title, String hint) -> {
        nothing.setText(title, hint);
        sentence.setText("");
        sizes.show(List.of());
      }
      case EraseState.Waiting _ -> sentence.setText("");
      case EraseState.Ready ready -> {
        sentence.setText(told(ready));
        sentence.setTooltip(
            new Tooltip(
                "Exact: the residuals of these cells leave the sum, and norms and projection are"
                    + " those of the rest. Other cells still saw the area through the network."));
        sizes.show(ready.pair().scales().size() > 1 ? ready.pair().scales() : List.of());
      }
    }
    ranks.show(known, map.candidateProperty().get());
  }

  private String told(EraseState.Ready ready) {
    Erasing erasing = model.erasingProperty().get();
    if (erasing.isEmpty()) {
      return "Paint over what should not count: cars, sky, people. The ranks of the whole map"
          + " follow.";
    }
    String text =
        Words.count(erasing.query().count(), "cell", "cells")
            + " of "
            + ready.query().cells()
            + " erased in the query"
            + (erasing.candidate().isEmpty()
                ? ""
                : ", " + erasing.candidate().count() + " in the candidate");
    return text + ". Matches that touch them are faint.";
  }

  /** What takes the keys while no control has the focus. */
  public Node home() {
    return panes.home();
  }

  /** What is seen now, or nothing while nothing can be erased. */
  public Optional<EraseFigure> figure() {
    ErasedRanks known = model.ranksProperty().get();
    return known == null
        ? Optional.empty()
        : model
            .ready()
            .map(
                ready ->
                    new EraseFigure(
                        map.map().name(),
                        ready.pair(),
                        model.erasingProperty().get(),
                        known,
                        overlays.settings(),
                        model.toldProperty().get()));
  }
}
