package org.vladoscope.ui.opening;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.vladoscope.dataset.format.Roles;
import org.vladoscope.ui.view.LabelConverter;

/** What was found in a folder, and which of the ways to read it is meant. */
final class FoundView extends VBox {

  /** More of a kind say nothing more; the opened map names them all. */
  private static final int MOST_SENTENCES = 3;

  private final OpeningModel model;
  private final ToggleGroup group = new ToggleGroup();
  private final VBox readings = new VBox(10);
  private final ComboBox<String> database = new ComboBox<>();
  private final ComboBox<Optional<String>> queries = new ComboBox<>();
  private final VBox folders = new VBox(6);
  private final VBox words = new VBox(3);
  private final VBox warnings = new VBox(4);
  private final VBox unused = new VBox(4);
  private boolean filling;

  FoundView(OpeningModel model, Supplier<Optional<Path>> imageRoot) {
    super(16);
    this.model = model;
    Label title = new Label("Read as");
    title.getStyleClass().add("section-title");
    for (Reading reading : model.readings()) {
      readings.getChildren().add(way(reading));
    }
    for (String note : model.notes()) {
      readings.getChildren().add(line(note, Feather.HELP_CIRCLE, "muted"));
    }
    folders();
    if (model.hasList()) {
      readings.getChildren().add(imageRoot(imageRoot));
    }
    Label found = new Label("What is taken for what");
    found.getStyleClass().add("section-title");
    words.setId("folder-words");
    warnings.setId("folder-warnings");
    unused.setId("folder-unused");
    VBox taken = new VBox(8, found, words);
    taken.visibleProperty().bind(Bindings.isNotEmpty(words.getChildren()));
    taken.managedProperty().bind(taken.visibleProperty());
    getChildren().addAll(new VBox(10, title, readings), folders, taken, warnings, unused);
    model.readingProperty().addListener(o -> showFolders());
    model.rolesProperty().addListener(o -> showFolders());
    model.previewProperty().addListener((o, before, now) -> show(now));
    showFolders();
    show(model.previewProperty().get());
  }

  private VBox way(Reading reading) {
    RadioButton button = new RadioButton(reading.title());
    button.setId("reading-" + reading.format().orElse("folders"));
    button.setToggleGroup(group);
    button.setSelected(reading.equals(model.readingProperty().get()));
    button.setOnAction(event -> model.choose(reading));
    button
        .selectedProperty()
        .addListener(
            (o, before, now) -> {
              if (now) {
                model.choose(reading);
              }
            });
    VBox box = new VBox(2, button);
    box.getChildren().add(note(reading.summary()));
    if (model.readings().size() > 2 && !reading.words().isEmpty()) {
      box.getChildren().add(note("Here: " + String.join("; ", reading.words())));
    }
    return box;
  }

  private static Label note(String text) {
    Label note = new Label(text);
    note.getStyleClass().add("form-note");
    note.setWrapText(true);
    note.setMinHeight(Region.USE_PREF_SIZE);
    note.setPadding(new Insets(0, 0, 0, 22));
    return note;
  }

  private void folders() {
    database.setId("folder-database");
    database.setConverter(new LabelConverter<>(f -> f + "/"));
    database.valueProperty().addListener((o, before, now) -> chooseDatabase(now));
    queries.setId("folder-queries");
    queries.setConverter(
        new LabelConverter<>(
            f -> f.map(name -> name + "/").orElse("none: each is asked against the others")));
    queries.valueProperty().addListener((o, before, now) -> chooseQueries(now));
    folders.getChildren().setAll(row("Database", database), row("Queries", queries));
  }

  /** Where the images of a list lie, if not below the folder. */
  private HBox imageRoot(Supplier<Optional<Path>> chooser) {
    Label name = new Label("Images also in");
    name.getStyleClass().add("form-label");
    name.setMinWidth(Region.USE_PREF_SIZE);
    Button choose = new Button("Choose\u2026", new FontIcon(Feather.FOLDER));
    choose.setId("folder-image-root");
    choose.setMinWidth(Region.USE_PREF_SIZE);
    choose.setAccessibleText("Choose the folder of the images that the list names");
    choose.setOnAction(event -> chooser.get().ifPresent(model::chooseImageRoot));
    Label chosen = new Label(model.imageRoot().map(Path::toString).orElse("only below the folder"));
    chosen.setId("folder-image-root-name");
    chosen.getStyleClass().add("muted");
    chosen.setTextOverrun(OverrunStyle.LEADING_ELLIPSIS);
    chosen.setMinWidth(0);
    HBox row = new HBox(8, name, choose, chosen);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private static HBox row(String name, ComboBox<?> box) {
    Label label = new Label(name);
    label.getStyleClass().add("form-label");
    label.setMinWidth(80);
    label.setLabelFor(box);
    box.setMaxWidth(Double.MAX_VALUE);
    box.setAccessibleText(name);
    HBox.setHgrow(box, Priority.ALWAYS);
    HBox row = new HBox(8, label, box);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private void chooseDatabase(@Nullable String now) {
    if (filling || now == null) {
      return;
    }
    List<Optional<String>> fitting = model.readingProperty().get().queriesFor(now);
    Optional<String> kept = queries.getValue() == null ? Optional.empty() : queries.getValue();
    model.choose(new Roles(now, fitting.contains(kept) ? kept : fitting.getFirst()));
  }

  private void chooseQueries(@Nullable Optional<String> now) {
    if (!filling && now != null) {
      model.choose(new Roles(database.getValue(), now));
    }
  }

  private void showFolders() {
    Reading reading = model.readingProperty().get();
    Roles roles = model.rolesProperty().get().orElse(null);
    folders.setVisible(roles != null);
    folders.setManaged(roles != null);
    if (roles == null) {
      return;
    }
    // A box that is filled while it tells of a choice would lose it.
    filling = true;
    if (!database.getItems().equals(reading.databases())) {
      database.getItems().setAll(reading.databases());
    }
    database.setValue(roles.database());
    List<Optional<String>> fitting = reading.queriesFor(roles.database());
    if (!queries.getItems().equals(fitting)) {
      queries.getItems().setAll(fitting);
    }
    queries.setValue(roles.queries());
    filling = false;
  }

  private void show(@Nullable Preview preview) {
    if (preview == null) {
      return;
    }
    words
        .getChildren()
        .setAll(
            preview.words().stream()
                .map(
                    text ->
                        preview.missing().contains(text)
                            ? line(text, Feather.ALERT_TRIANGLE, "folder-missing")
                            : line(text, Feather.CHECK, "folder-found"))
                .toList());
    show(warnings, preview.warnings(), Feather.ALERT_TRIANGLE, "evaluate-warning");
    show(unused, preview.unused(), Feather.INFO, "muted");
  }

  private static void show(VBox box, List<String> sentences, Feather icon, String style) {
    box.getChildren().clear();
    sentences.stream()
        .limit(MOST_SENTENCES)
        .forEach(text -> box.getChildren().add(line(text, icon, style)));
    int more = sentences.size() - MOST_SENTENCES;
    if (more > 0) {
      box.getChildren().add(line("And " + more + " more.", icon, style));
    }
    box.setManaged(!sentences.isEmpty());
  }

  private static Label line(String text, Feather icon, String style) {
    Label label = new Label(text, new FontIcon(icon));
    label.getStyleClass().add(style);
    label.setGraphicTextGap(8);
    label.setWrapText(true);
    label.setAlignment(Pos.TOP_LEFT);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }

  void takeFocus() {
    ((RadioButton) group.getSelectedToggle()).requestFocus();
  }
}
