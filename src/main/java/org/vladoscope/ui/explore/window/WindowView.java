package org.vladoscope.ui.explore.window;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.property.IntegerProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.vladoscope.ui.explore.look.LookBar;
import org.vladoscope.ui.explore.look.PairLook;
import org.vladoscope.ui.explore.look.PairLooks;
import org.vladoscope.ui.explore.overlay.OverlayModel;
import org.vladoscope.ui.export.Drawable;
import org.vladoscope.ui.export.ExportKind;
import org.vladoscope.ui.export.ExportTargets;
import org.vladoscope.ui.export.FigureExport;
import org.vladoscope.ui.map.OpenMap;
import org.vladoscope.ui.view.EmptyState;
import org.vladoscope.ui.view.Thumbnails;
import org.vladoscope.ui.view.Words;
import org.vladoscope.window.WindowHits;
import org.vladoscope.window.WindowPlan;
import org.vladoscope.window.WindowSheet;

/** A window on an image, and where else it is seen: on a contact sheet and on the map. */
public final class WindowView extends VBox {

  private static final KeyCombination UNDO = KeyCombination.valueOf("Shortcut+Z");
  private static final KeyCombination REDO = KeyCombination.valueOf("Shortcut+Shift+Z");
  private static final KeyCombination REDO_TOO = KeyCombination.valueOf("Shortcut+Y");

  /** Of the width, for the two images. */
  private static final double IMAGES = .34;

  private static final double CHOICE_WIDTH = 76;

  private final OpenMap map;
  private final PairLooks looks;
  private final WindowTools tools;
  private final WindowSearchModel model;
  private final WindowPanes panes;
  private final HitSheet sheet;
  private final HitMap places;
  private final Label sentence = new Label();
  private final Button keep = new Button("Search", new FontIcon(Feather.SEARCH));
  private final Button once = new Button("Search Exactly");
  private final ProgressIndicator waiting = new ProgressIndicator();
  private final EmptyState nothing = new EmptyState(Feather.CROP, "", "");
  private final EmptyState before = new EmptyState(Feather.CROP, "", "");
  private final StackPane hits;
  private final HBox seen;

  /**
   * A view that computes while it is the look of the pair.
   *
   * @param dark whether the look is dark
   * @param onExport takes what is seen out of the window
   * @param targets where tables go
   */
  public WindowView(
      OpenMap map,
      OverlayModel overlays,
      PairLooks looks,
      WindowTools tools,
      Thumbnails thumbnails,
      ObservableBooleanValue dark,
      Consumer<ExportKind> onExport,
      Supplier<ExportTargets> targets) {
    super(8);
    this.map = map;
    this.looks = looks;
    this.tools = tools;
    this.model = new WindowSearchModel(map, looks, tools);
    this.panes = new WindowPanes(model, overlays);
    this.sheet = new HitSheet(model, thumbnails);
    this.places = new HitMap(map.map(), model, dark);
    getStyleClass().add("window-view");
    sentence.setWrapText(true);
    sentence.setMinWidth(0);
    sentence.setMaxWidth(Double.MAX_VALUE);
    sentence.setMinHeight(USE_PREF_SIZE);
    sentence.setId("window-sentence");
    HBox.setHgrow(sentence, Priority.ALWAYS);
    waiting.setMaxSize(32, 32);
    hits = new StackPane(before, sheet.node(), places);
    hits.setMinWidth(0);
    HBox.setHgrow(hits, Priority.ALWAYS);
    panes.node().setMinWidth(200);
    panes.node().prefWidthProperty().bind(widthProperty().multiply(IMAGES));
    panes.node().maxWidthProperty().bind(panes.node().prefWidthProperty());
    seen = new HBox(16, panes.node(), hits);
    seen.setMinHeight(0);
    StackPane body = new StackPane(seen, waiting, nothing);
    body.setMinHeight(0);
    VBox.setVgrow(body, Priority.ALWAYS);
    getChildren().addAll(header(onExport, targets), ask(), body);
    visibleProperty().bind(looks.lookProperty().isEqualTo(PairLook.WINDOW));
    managedProperty().bind(visibleProperty());
    addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
    for (Observable input :
        List.of(
            model.stateProperty(),
            model.askedProperty(),
            model.planProperty(),
            model.hitsProperty(),
            model.problemProperty(),
            model.searchingProperty(),
            model.indexedProperty(),
            tools.pageProperty())) {
      input.addListener(o -> refresh());
    }
    looks.lookProperty().addListener(o -> offer());
    offer();
    refresh();
  }

  /** Commands act on what is seen. */
  private void offer() {
    if (looks.lookProperty().get() == PairLook.WINDOW && !map.isClosed()) {
      tools.modelProperty().set(model);
    } else if (tools.modelProperty().get() == model) {
      tools.modelProperty().set(null);
    }
  }

  private FlowPane header(Consumer<ExportKind> onExport, Supplier<ExportTargets> targets) {
    Button undo =
        LookBar.button("", Feather.CORNER_UP_LEFT, "Undo the change of the window (Ctrl+Z)");
    undo.setAccessibleText("Undo the change of the window");
    undo.setOnAction(event -> model.undo());
    undo.disableProperty().bind(model.undoableProperty().not());
    Button redo =
        LookBar.button("", Feather.CORNER_UP_RIGHT, "Redo the change of the window (Ctrl+Y)");
    redo.setAccessibleText("Redo the change of the window");
    redo.setOnAction(event -> model.redo());
    redo.disableProperty().bind(model.redoableProperty().not());
    Button clear = LookBar.button("Clear", Feather.X, "Take the window away (Del)");
    clear.setOnAction(event -> model.clear());
    clear.disableProperty().bind(Bindings.isNull(model.askedProperty()));
    HBox page =
        LookBar.choice(
            tools.pageProperty(), List.of(HitPage.values()), HitPage::label, HitPage::help);
    MenuButton export = LookBar.exports(onExport);
    MenuItem table = new MenuItem("Hits (CSV)\u2026");
    table.setOnAction(event -> exportHits(targets.get()));
    export.getItems().add(table);
    export.disableProperty().bind(Bindings.isNull(model.hitsProperty()));
    FlowPane header =
        new FlowPane(
            8,
            8,
            LookBar.back(looks),
            undo,
            redo,
            clear,
            page,
            number("Hits", tools.hitsProperty(), WindowTools.HITS, "How many hits are shown"),
            number(
                "Per image",
                tools.perImageProperty(),
                WindowTools.PER_IMAGE,
                "How many hits one image may have, which hardly overlap"),
            number(
                "Stride",
                tools.strideProperty(),
                WindowTools.STRIDES,
                "How many cells the windows that are compared lie apart: coarser takes less memory"
                    + " and time, and may miss"),
            export);
    header.setMinWidth(0);
    header.setRowValignment(VPos.CENTER);
    return header;
  }

  private static HBox number(
      String name, IntegerProperty value, List<Integer> choices, String help) {
    ChoiceBox<Integer> box = new ChoiceBox<>();
    box.getItems().setAll(choices);
    box.setValue(value.get());
    box.valueProperty()
        .addListener(
            (o, was, now) -> {
              if (now != null) {
                value.set(now);
              }
            });
    value.addListener((o, was, now) -> box.setValue(now.intValue()));
    box.getStyleClass().add("small");
    box.setPrefWidth(CHOICE_WIDTH);
    box.setTooltip(new Tooltip(help));
    box.setAccessibleText(name);
    Label label = new Label(name);
    label.getStyleClass().add("muted");
    label.setLabelFor(box);
    label.setMinWidth(USE_PREF_SIZE);
    HBox row = new HBox(6, label, box);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  /** What a search costs, and what starts or stops it. */
  private HBox ask() {
    keep.setId("window-search");
    keep.getStyleClass().addAll("small", "accent");
    keep.setMinWidth(USE_PREF_SIZE);
    keep.setOnAction(event -> model.search(true));
    once.setId("window-once");
    once.getStyleClass().add("small");
    once.setMinWidth(USE_PREF_SIZE);
    once.setTooltip(
        new Tooltip(
            "Compare with every window as it is instead of at 8 bits: keeps nothing, and takes as"
                + " long again the next time"));
    once.setOnAction(event -> model.search(false));
    HBox row = new HBox(8, sentence, keep, once);
    row.setAlignment(Pos.CENTER_LEFT);
    row.setMinHeight(32);
    return row;
  }

  private void onKey(KeyEvent event) {
    if (UNDO.match(event)) {
      model.undo();
    } else if (REDO.match(event) || REDO_TOO.match(event)) {
      model.redo();
    } else {
      return;
    }
    event.consume();
  }

  private static void present(Node node, boolean wanted) {
    node.setVisible(wanted);
    node.setManaged(wanted);
  }

  private void refresh() {
    WindowState state = model.stateProperty().get();
    waiting.setVisible(state instanceof WindowState.Waiting);
    nothing.setVisible(state instanceof WindowState.Told);
    seen.setVisible(state instanceof WindowState.Ready);
    Asked asked = model.askedProperty().get();
    WindowPlan plan = model.planProperty().get();
    WindowHits found = model.hitsProperty().get();
    boolean searching = model.searchingProperty().get();
    boolean startable = plan != null && !model.indexedProperty().get();
    present(keep, searching || (startable && plan.canKeep()));
    keep.setText(searching ? "Cancel" : "Search");
    keep.setGraphic(new FontIcon(searching ? Feather.X : Feather.SEARCH));
    present(once, plan != null && !searching && (found == null || found.eightBit()));
    present(sheet.node(), found != null && tools.pageProperty().get() == HitPage.SHEET);
    present(places, found != null && tools.pageProperty().get() == HitPage.PLACES);
    before.setVisible(found == null);
    if (state instanceof WindowState.Told(String title, String hint)) {
      nothing.setText(title, hint);
      sentence.setText("");
      return;
    }
    sentence.setText(told(asked, plan, found, searching));
    if (found == null) {
      before.setText(
          searching
              ? "Comparing all windows"
              : asked == null ? "Where else is this window?" : "Not searched yet",
          searching
              ? "Hits stand here as soon as all are compared."
              : asked == null
                  ? "Draw a box on an image. Every part of every database image that looks like it"
                      + " is found."
                  : "Search for this window in all database images.");
    }
  }

  private String told(
      @Nullable Asked asked, @Nullable WindowPlan plan, @Nullable WindowHits found, boolean busy) {
    String problem = model.problemProperty().get();
    if (!problem.isEmpty()) {
      return problem;
    }
    if (asked == null) {
      return WindowText.start();
    }
    if (found != null) {
      return WindowText.hits(asked, found);
    }
    if (plan == null) {
      return WindowText.named(asked)
          + (model.indexedProperty().get()
              ? ": searching\u2026"
              : ": measuring what a search costs\u2026");
    }
    return WindowText.plan(asked, plan)
        + (busy ? " A search that is cancelled leaves nothing behind." : "");
  }

  /** Writes the hits as a table. */
  public void exportHits(ExportTargets targets) {
    WindowHits known = model.hitsProperty().get();
    if (known != null) {
      new FigureExport(map.tasks(), map.notifier())
          .save(
              "Export hits",
              FigureExport.safe(name()) + ".csv",
              out -> out.write(known.csv().getBytes(StandardCharsets.UTF_8)),
              targets);
    }
  }

  /** Names of its files begin so. */
  public String name() {
    Asked asked = model.askedProperty().get();
    return (asked == null ? "window" : Words.withoutEnding(Words.shortName(asked.image().name())))
        + "-windows";
  }

  /** What takes the keys while no control has the focus. */
  public Node home() {
    return panes.home();
  }

  /** What is seen now: the contact sheet or the map; nothing while there are no hits. */
  public Optional<Drawable> figure() {
    WindowHits known = model.hitsProperty().get();
    Asked asked = model.askedProperty().get();
    if (known == null || asked == null) {
      return Optional.empty();
    }
    return switch (tools.pageProperty().get()) {
      case SHEET -> Optional.of(() -> WindowSheet.of(known, WindowSheet::picture));
      case PLACES ->
          places
              .figure(WindowText.named(asked) + ", map " + map.map().name())
              .map(figure -> figure);
    };
  }
}
