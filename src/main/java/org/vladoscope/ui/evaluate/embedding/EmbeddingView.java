package org.vladoscope.ui.evaluate.embedding;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.embedding.EmbeddingMethod;
import org.vladoscope.ui.evaluate.page.BehindView;
import org.vladoscope.ui.evaluate.page.Section;
import org.vladoscope.ui.evaluate.page.TaskBar;
import org.vladoscope.ui.evaluate.page.WaitingPage;
import org.vladoscope.ui.export.Drawable;
import org.vladoscope.ui.view.EmptyState;
import org.vladoscope.ui.view.LabelConverter;
import org.vladoscope.ui.view.Numbers;
import org.vladoscope.ui.view.Segments;
import org.vladoscope.ui.view.Thumbnails;

/** The images of the map in the plane: one or two methods, a legend, and what is chosen. */
public final class EmbeddingView implements Section {

  private static final double ZOOM = 1.6;

  private final EmbeddingModel model;
  private final ObservableBooleanValue dark;
  private final BorderPane root = new BorderPane();
  private final ObjectProperty<ScatterPane.Tool> tool =
      new SimpleObjectProperty<>(ScatterPane.Tool.LASSO);
  private final MethodPane left;
  private final MethodPane right;
  private final HBox panes = new HBox(12);
  private final FlowPane legend = new FlowPane(14, 4);
  private final Label note = new Label();
  private final Button show = new Button("Show in Explore", new FontIcon(Feather.EYE));
  private final VBox content;
  private final WaitingPage middle;

  /**
   * The page.
   *
   * @param dark whether the look is dark
   * @param export takes the places out as a table
   */
  public EmbeddingView(
      EmbeddingModel model,
      Thumbnails thumbnails,
      ObservableBooleanValue dark,
      java.util.function.Consumer<String> export) {
    this.model = model;
    this.dark = dark;
    root.getStyleClass().add("evaluate-page");
    middle =
        new WaitingPage(
            new EmptyState(
                Feather.TARGET,
                "Placing images in the plane",
                "Global descriptors are computed once; principal components follow at once."),
            model::again);
    left = pane("left", model.leftProperty(), thumbnails);
    right = pane("right", model.rightProperty(), thumbnails);
    VBox.setVgrow(panes, Priority.ALWAYS);
    legend.setId("embedding-legend");
    legend.setMinHeight(Region.USE_PREF_SIZE);
    note.getStyleClass().add("muted");
    note.setWrapText(true);
    note.setMinHeight(Region.USE_PREF_SIZE);
    note.managedProperty().bind(note.visibleProperty());
    BehindView behind =
        new BehindView(
            model.behindProperty(),
            thumbnails,
            "Chosen images",
            "Draw a lasso around points, or click one; with Shift more are added. M moves, L draws"
                + " a lasso, R a rectangle.",
            model::open);
    content = new VBox(8, panes, legend, note, chosenBar(), behind);
    root.setTop(header(export));
    root.setCenter(middle);
    model.knownProperty().addListener(o -> refresh());
    model.busyProperty().addListener(o -> refresh());
    model.problemProperty().addListener(o -> refresh());
    model.twoProperty().addListener(o -> refresh());
    model.leftProperty().addListener(o -> refresh());
    model.rightProperty().addListener(o -> refresh());
    model.lookProperty().addListener(o -> explain());
    dark.addListener(o -> explain());
    model.chosenProperty().addListener(o -> showChosen());
    model.explore().queryProperty().addListener(o -> ring());
    model
        .explore()
        .configProperty()
        .addListener(
            o -> {
              if (root.getScene() != null) {
                model.load();
              }
            });
    root.sceneProperty()
        .addListener(
            (o, before, now) -> {
              if (now != null) {
                model.load();
              }
            });
    explain();
    showChosen();
    ring();
    refresh();
  }

  private MethodPane pane(
      String id, ObjectProperty<EmbeddingMethod> method, Thumbnails thumbnails) {
    ScatterPane scatter = new ScatterPane(dark, model.chosenProperty(), tool, model::open);
    scatter.setId("embedding-" + id);
    scatter.lookProperty().bind(model.lookProperty());
    MethodPane pane = new MethodPane(model, scatter, method, thumbnails, id);
    HBox.setHgrow(pane, Priority.ALWAYS);
    return pane;
  }

  private Node header(java.util.function.Consumer<String> export) {
    Label by = new Label("Colour");
    by.setMinWidth(Region.USE_PREF_SIZE);
    ComboBox<Colouring> colouring = new ComboBox<>();
    colouring.setId("embedding-colouring");
    colouring.getItems().setAll(Colouring.values());
    colouring.setConverter(new LabelConverter<>(Colouring::label));
    colouring.valueProperty().bindBidirectional(model.colouringProperty());
    colouring.setAccessibleText("What colours say");
    by.setLabelFor(colouring);
    ToggleButton two = new ToggleButton("Two methods", new FontIcon(Feather.COLUMNS));
    two.setId("embedding-two");
    two.getStyleClass().add("overlay-toggle");
    two.setMinWidth(Region.USE_PREF_SIZE);
    two.selectedProperty().bindBidirectional(model.twoProperty());
    two.setTooltip(new Tooltip("Shows two methods side by side, with the same images chosen"));
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    Button save = new Button("CSV\u2026", new FontIcon(Feather.DOWNLOAD));
    save.setId("embedding-export");
    save.setMinWidth(Region.USE_PREF_SIZE);
    save.disableProperty().bind(model.knownProperty().isNull());
    save.setTooltip(new Tooltip("Places, conditions and what the colours say, as a table"));
    save.setOnAction(event -> export.accept(model.csv()));
    TaskBar progress =
        new TaskBar(model.taskProperty(), model.busyProperty(), model::cancel, "embedding-stop");
    HBox header =
        new HBox(
            12,
            by,
            colouring,
            tools(),
            two,
            progress,
            gap,
            icon(Feather.ZOOM_OUT, "Zoom out", pane -> pane.zoom(1 / ZOOM)),
            icon(Feather.ZOOM_IN, "Zoom in", pane -> pane.zoom(ZOOM)),
            icon(Feather.MAXIMIZE, "Show all", ScatterPane::fit),
            save);
    header.setAlignment(Pos.CENTER_LEFT);
    header.getStyleClass().add("evaluate-header");
    return header;
  }

  private Node tools() {
    Map<ScatterPane.Tool, ToggleButton> buttons = new EnumMap<>(ScatterPane.Tool.class);
    buttons.put(
        ScatterPane.Tool.LASSO,
        toolButton(Feather.EDIT_2, "Lasso", "Dragging draws a lasso (L)", ScatterPane.Tool.LASSO));
    buttons.put(
        ScatterPane.Tool.RECTANGLE,
        toolButton(
            Feather.CROP,
            "Rectangle",
            "Dragging draws a rectangle (R)",
            ScatterPane.Tool.RECTANGLE));
    buttons.put(
        ScatterPane.Tool.MOVE,
        toolButton(Feather.MOVE, "Move", "Dragging moves what is seen (M)", ScatterPane.Tool.MOVE));
    Runnable follow = () -> buttons.forEach((one, button) -> button.setSelected(one == tool.get()));
    tool.addListener(o -> follow.run());
    HBox segments =
        Segments.of(
            new ToggleGroup(),
            List.of(ScatterPane.Tool.LASSO, ScatterPane.Tool.RECTANGLE, ScatterPane.Tool.MOVE)
                .stream()
                .map(buttons::get)
                .toArray(ToggleButton[]::new));
    follow.run();
    segments.setMinWidth(Region.USE_PREF_SIZE);
    segments.setAlignment(Pos.CENTER_LEFT);
    return segments;
  }

  private ToggleButton toolButton(Feather icon, String name, String help, ScatterPane.Tool wanted) {
    ToggleButton button = new ToggleButton("", new FontIcon(icon));
    button.setId("embedding-tool-" + wanted.name().toLowerCase(Locale.ROOT));
    button.getStyleClass().add("button-icon");
    button.setTooltip(new Tooltip(help));
    button.setAccessibleText(name);
    button.setOnAction(event -> tool.set(wanted));
    return button;
  }

  private Button icon(Feather icon, String text, java.util.function.Consumer<ScatterPane> action) {
    Button button = new Button("", new FontIcon(icon));
    button.setId("embedding-" + text.toLowerCase(Locale.ROOT).replace(' ', '-'));
    button.getStyleClass().addAll("flat", "button-icon");
    button.setTooltip(new Tooltip(text));
    button.setAccessibleText(text);
    button.setOnAction(
        event -> {
          action.accept(left.scatter());
          action.accept(right.scatter());
        });
    return button;
  }

  private Node chosenBar() {
    show.setId("embedding-show");
    show.getStyleClass().add("small");
    show.setMinWidth(Region.USE_PREF_SIZE);
    show.setTooltip(
        new Tooltip("Lists only the chosen queries in Explore, in the grid and on the map"));
    show.setOnAction(event -> model.showInExplore());
    Button clear = new Button("Choose none", new FontIcon(Feather.X));
    clear.setId("embedding-clear");
    clear.getStyleClass().add("small");
    clear.setMinWidth(Region.USE_PREF_SIZE);
    clear.setOnAction(event -> model.chosenProperty().set(new java.util.BitSet()));
    HBox bar = new HBox(8, show, clear);
    bar.setAlignment(Pos.CENTER_LEFT);
    bar.visibleProperty().bind(model.behindProperty().isNotNull());
    bar.managedProperty().bind(bar.visibleProperty());
    return bar;
  }

  private void showChosen() {
    int queries = model.chosenQueries().size();
    show.setDisable(queries == 0);
    show.setText(
        queries == 0
            ? "Show in Explore"
            : "Show "
                + Numbers.count(queries)
                + (queries == 1 ? " query" : " queries")
                + " in Explore");
  }

  private void ring() {
    PlaceImage query = model.explore().queryProperty().get();
    int number = query == null ? -1 : model.map().queries().indexOf(query);
    int image =
        number < 0 || model.map().queriesAreDatabase()
            ? number
            : model.map().database().size() + number;
    left.scatter().ring(image);
    right.scatter().ring(image);
  }

  /** What colours and symbols say. */
  private void explain() {
    PointLook look = model.lookProperty().get();
    legend.getChildren().clear();
    note.setText(look == null ? "" : look.note());
    note.setVisible(!note.getText().isEmpty());
    if (look == null) {
      return;
    }
    if (look.isScale() && !look.high().isEmpty()) {
      legend.getChildren().add(LegendMarks.scale(look, dark.get()));
    }
    for (PointLook.Group group : look.groups()) {
      if (group.count() > 0) {
        legend.getChildren().add(LegendMarks.of(group, dark.get()));
      }
    }
  }

  private void refresh() {
    boolean both = model.twoProperty().get();
    panes.getChildren().setAll(both ? List.of(left, right) : List.of(left));
    left.refresh();
    right.refresh();
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
    PointLook look = model.lookProperty().get();
    List<ScatterFigure.Part> parts = new ArrayList<>();
    for (MethodPane pane : model.twoProperty().get() ? List.of(left, right) : List.of(left)) {
      ScatterFigure.@Nullable Part part = pane.scatter().part();
      if (part != null) {
        parts.add(part);
      }
    }
    return look == null || parts.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ScatterFigure(
                "Descriptors of "
                    + model.map().name()
                    + " in the plane, by "
                    + look.colouring().label().toLowerCase(Locale.ROOT),
                look,
                model.chosenProperty().get(),
                parts));
  }
}
