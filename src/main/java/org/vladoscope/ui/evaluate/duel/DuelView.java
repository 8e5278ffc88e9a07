package org.vladoscope.ui.evaluate.duel;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.vladoscope.config.ConfigText;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.run.Contender;
import org.vladoscope.run.Duel;
import org.vladoscope.run.Run;
import org.vladoscope.ui.evaluate.page.Columns;
import org.vladoscope.ui.evaluate.page.Section;
import org.vladoscope.ui.export.Drawable;
import org.vladoscope.ui.view.EmptyState;
import org.vladoscope.ui.view.LabelConverter;
import org.vladoscope.ui.view.Segments;
import org.vladoscope.ui.view.Thumbnails;

/**
 * Two methods, query by query: the table of who is right with the queries in its fields, and beside
 * it those on which the two disagree most.
 */
public final class DuelView implements Section {

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT)
          .withZone(ZoneId.systemDefault());

  private final DuelModel model;
  private final BorderPane root = new BorderPane();
  private final Label result = new Label();
  private final Label settings = new Label();
  private final Label warnings = new Label();
  private final StackPane middle = new StackPane();
  private final Map<Duel.Quadrant, QuadrantView> quadrants = new EnumMap<>(Duel.Quadrant.class);
  private final TableView<Duel.Bout> table = new TableView<>();
  private final SplitPane content;
  private final EmptyState nothing =
      new EmptyState(
          Feather.GIT_PULL_REQUEST,
          "Nothing to compare yet",
          "Evaluate the map with the settings in use: every evaluation is saved, and any two of"
              + " them, or one with its own global search, are held against each other here.");

  /**
   * The page.
   *
   * @param export takes a duel out as a table
   */
  public DuelView(DuelModel model, Thumbnails thumbnails, Consumer<Duel> export) {
    this.model = model;
    root.getStyleClass().add("evaluate-page");
    Map<String, PlaceImage> queries = new HashMap<>();
    model.queries().forEach(query -> queries.put(query.name(), query));
    for (Duel.Quadrant quadrant : Duel.Quadrant.values()) {
      quadrants.put(quadrant, new QuadrantView(quadrant, queries, thumbnails, model::open));
    }
    result.setWrapText(true);
    result.setId("duel-result");
    result.setMinHeight(Region.USE_PREF_SIZE);
    warnings.setWrapText(true);
    warnings.setId("duel-warnings");
    warnings.getStyleClass().add("evaluate-warning");
    warnings.setMinHeight(Region.USE_PREF_SIZE);
    warnings.managedProperty().bind(warnings.visibleProperty());
    settings.setWrapText(true);
    settings.setId("duel-settings");
    settings.getStyleClass().add("muted");
    settings.setMinHeight(Region.USE_PREF_SIZE);
    VBox top = new VBox(4, header(export), settings, result, warnings);
    top.getStyleClass().add("duel-top");
    root.setTop(top);
    content = new SplitPane(galleries(), disagreements());
    content.setOrientation(Orientation.HORIZONTAL);
    content.setDividerPositions(.7);
    content.getStyleClass().add("runs-split");
    root.setCenter(middle);
    model.duelProperty().addListener((o, before, now) -> show(now));
    model.problemProperty().addListener(o -> show(model.duelProperty().get()));
    root.sceneProperty()
        .addListener(
            (o, before, now) -> {
              if (now != null) {
                model.load();
              }
            });
    show(model.duelProperty().get());
  }

  private Node header(Consumer<Duel> export) {
    Button swap = new Button("", new FontIcon(Feather.REPEAT));
    swap.setId("duel-swap");
    swap.getStyleClass().addAll("flat", "button-icon");
    swap.setTooltip(new Tooltip("Exchange A and B"));
    swap.setAccessibleText("Exchange A and B");
    swap.setOnAction(event -> model.swap());
    ToggleGroup group = new ToggleGroup();
    ToggleButton[] ranks =
        DuelModel.RANKS.stream()
            .map(
                n -> {
                  ToggleButton button = new ToggleButton(Integer.toString(n));
                  button.setId("duel-at-" + n);
                  button.getStyleClass().add("small");
                  button.setSelected(n == model.rankProperty().get());
                  button.setOnAction(event -> model.rankProperty().set(n));
                  return button;
                })
            .toArray(ToggleButton[]::new);
    model
        .rankProperty()
        .addListener(
            (o, before, now) -> {
              for (ToggleButton button : ranks) {
                button.setSelected(button.getId().equals("duel-at-" + now));
              }
            });
    Label at = new Label("Right among the first");
    at.setMinWidth(Region.USE_PREF_SIZE);
    Button save = new Button("CSV\u2026", new FontIcon(Feather.DOWNLOAD));
    save.setId("duel-export");
    save.setMinWidth(Region.USE_PREF_SIZE);
    save.disableProperty().bind(model.duelProperty().isNull());
    save.setOnAction(event -> Optional.ofNullable(model.duelProperty().get()).ifPresent(export));
    HBox segments = Segments.of(group, ranks);
    segments.setMinWidth(Region.USE_PREF_SIZE);
    HBox header =
        new HBox(
            8,
            letter("A"),
            choice("duel-a", model.aProperty()),
            swap,
            letter("B"),
            choice("duel-b", model.bProperty()),
            at,
            segments,
            save);
    header.setAlignment(Pos.CENTER_LEFT);
    header.getStyleClass().add("evaluate-header");
    return header;
  }

  private static Label letter(String text) {
    Label label = new Label(text);
    label.getStyleClass().add("section-title");
    label.setMinWidth(Region.USE_PREF_SIZE);
    return label;
  }

  private ComboBox<Contender> choice(String id, ObjectProperty<@Nullable Contender> chosen) {
    ComboBox<Contender> box = new ComboBox<>(model.contenders());
    box.setId(id);
    box.setConverter(new LabelConverter<>(DuelView::words));
    box.valueProperty().bindBidirectional(chosen);
    box.setMinWidth(0);
    box.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(box, Priority.ALWAYS);
    Tooltip tooltip = new Tooltip();
    box.setTooltip(tooltip);
    chosen.addListener(
        (o, before, now) ->
            tooltip.setText(
                now == null ? "" : words(now) + "\n" + ConfigText.summary(now.run().config())));
    return box;
  }

  private static String words(Contender contender) {
    Run run = contender.run();
    return contender.order().words() + ", " + DATE.format(run.date());
  }

  /** What sets the two apart: "rerank: A 20, B 3". */
  private static String differences(Duel duel) {
    Map<String, List<String>> settings =
        ConfigText.differences(List.of(duel.a().run().config(), duel.b().run().config()));
    if (settings.isEmpty()) {
      return duel.a().order() == duel.b().order()
          ? "A and B have the same settings."
          : "A and B have the same settings, in another order: A "
              + duel.a().order().words()
              + ", B "
              + duel.b().order().words()
              + ".";
    }
    return settings.entrySet().stream()
        .map(e -> e.getKey() + ": A " + e.getValue().get(0) + ", B " + e.getValue().get(1))
        .collect(Collectors.joining("  \u00b7  "));
  }

  /** The table of who is right: A in rows, B in columns. */
  private Node galleries() {
    GridPane grid = new GridPane(8, 8);
    grid.setId("duel-galleries");
    for (int i = 0; i < 2; i++) {
      ColumnConstraints column = new ColumnConstraints();
      column.setPercentWidth(50);
      RowConstraints row = new RowConstraints();
      row.setPercentHeight(50);
      grid.getColumnConstraints().add(column);
      grid.getRowConstraints().add(row);
    }
    grid.add(quadrant(Duel.Quadrant.BOTH), 0, 0);
    grid.add(quadrant(Duel.Quadrant.ONLY_A), 1, 0);
    grid.add(quadrant(Duel.Quadrant.ONLY_B), 0, 1);
    grid.add(quadrant(Duel.Quadrant.NEITHER), 1, 1);
    return grid;
  }

  private QuadrantView quadrant(Duel.Quadrant quadrant) {
    return Objects.requireNonNull(quadrants.get(quadrant));
  }

  private Node disagreements() {
    Label title = new Label("Where they disagree most");
    title.getStyleClass().add("section-title");
    table.setId("duel-disagreements");
    table.getColumns().add(Columns.text("Query", 160, Duel.Bout::query, DuelView::details));
    table.getColumns().add(Columns.number("Rank A", 68, bout -> bout.rankA(), DuelView::rank));
    table.getColumns().add(Columns.number("Rank B", 68, bout -> bout.rankB(), DuelView::rank));
    table.setOnMouseClicked(
        event -> {
          if (event.getClickCount() == 2) {
            open();
          }
        });
    table.setOnKeyPressed(
        event -> {
          if (event.getCode() == KeyCode.ENTER) {
            open();
            event.consume();
          }
        });
    VBox.setVgrow(table, Priority.ALWAYS);
    VBox side = new VBox(8, title, table);
    side.getStyleClass().add("duel-side");
    side.setMinWidth(200);
    return side;
  }

  private void open() {
    Duel.Bout bout = table.getSelectionModel().getSelectedItem();
    if (bout != null) {
      model.open(bout);
    }
  }

  static String details(Duel.Bout bout) {
    return bout.query()
        + "\nA: rank "
        + rank(bout.rankA())
        + (bout.answerA().isEmpty() ? "" : ", answers " + bout.answerA())
        + "\nB: rank "
        + rank(bout.rankB())
        + (bout.answerB().isEmpty() ? "" : ", answers " + bout.answerB())
        + "\nOpens in Explore with both candidate lists";
  }

  private static String rank(double rank) {
    return rank((int) rank);
  }

  /** A rank, or a dash for a positive that was not found. */
  static String rank(int rank) {
    return rank == Run.NOT_FOUND ? "\u2013" : Integer.toString(rank);
  }

  private void show(@Nullable Duel duel) {
    warnings.setText(duel == null ? "" : String.join(" ", duel.warnings()));
    warnings.setVisible(!warnings.getText().isEmpty());
    if (duel == null) {
      result.setText(model.problemProperty().get());
      settings.setText("");
      middle.getChildren().setAll(nothing);
      return;
    }
    result.setText(duel.words());
    settings.setText(differences(duel));
    Map<Duel.Quadrant, List<Duel.Bout>> fields = duel.byQuadrant();
    quadrants.forEach((quadrant, view) -> view.show(Objects.requireNonNull(fields.get(quadrant))));
    table.getItems().setAll(duel.byDisagreement());
    middle.getChildren().setAll(content);
  }

  @Override
  public Node node() {
    return root;
  }

  @Override
  public Optional<Drawable> figure() {
    return Optional.empty();
  }
}
