package org.vladoscope.ui.explore.model;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.vladoscope.aggregate.Aggregator;
import org.vladoscope.aggregate.Aggregators;
import org.vladoscope.feature.WeightsNeed;
import org.vladoscope.feature.backbone.Backbones;
import org.vladoscope.feature.checkpoint.ModelWeights;
import org.vladoscope.feature.checkpoint.ShapeReport;
import org.vladoscope.feature.models.CatalogEntry;
import org.vladoscope.feature.models.ModelCatalog;
import org.vladoscope.feature.models.ModelDownload;
import org.vladoscope.feature.models.ModelsFolder;
import org.vladoscope.ui.task.BackgroundTasks;
import org.vladoscope.ui.task.Outcome;
import org.vladoscope.ui.view.LabelConverter;
import org.vladoscope.ui.view.Words;

/** Chooses backbone, file with weights and what is taken from it, and says what that amounts to. */
final class ModelPane extends VBox {

  private static final double LABEL_WIDTH = 96;
  private static final double WIDTH = 720;

  private final ModelForm form;
  private final ModelsFolder folder;
  private final BackgroundTasks tasks;
  private final VBox findings = new VBox(3);
  private final Label problem = new Label();
  private final ComboBox<Path> files = new ComboBox<>();
  private final ComboBox<Path> aggregatorFiles = new ComboBox<>();
  private final ComboBox<CatalogEntry> downloads = new ComboBox<>();
  private final Label licence = new Label();
  private final Button download = new Button("Download");

  /**
   * The pane of a form.
   *
   * @param chooser asks for a file with weights
   */
  ModelPane(
      ModelForm form,
      ModelsFolder folder,
      BackgroundTasks tasks,
      Supplier<Optional<Path>> chooser) {
    super(10);
    this.form = form;
    this.folder = folder;
    this.tasks = tasks;
    getStyleClass().add("model-pane");
    setPadding(new Insets(4, 4, 4, 4));
    setPrefWidth(WIDTH);
    findings.setId("model-findings");
    findings.setPadding(new Insets(0, 0, 0, LABEL_WIDTH + 8));
    findings.setMinHeight(Region.USE_PREF_SIZE);
    problem.setId("model-problem");
    problem.getStyleClass().add("form-error");
    problem.setWrapText(true);
    problem.setMinHeight(Region.USE_PREF_SIZE);
    getChildren()
        .addAll(
            row("Backbone", backbones()),
            row("Weights", fileBox(), browse(chooser)),
            randomParts(),
            row("Aggregator", aggregators()),
            row("Its file", aggregatorFileBox(), browseAggregator(chooser), noAggregatorFile()),
            problem,
            findings,
            row("Vocabulary", words()),
            row("Projection", projections()),
            heading("Download"),
            row("File", downloads, download),
            licence);
    licence.setId("model-licence");
    licence.getStyleClass().add("muted");
    licence.setWrapText(true);
    licence.setMinHeight(Region.USE_PREF_SIZE);
    setUpDownloads();
    form.inspectionProperty().addListener((o, before, now) -> show());
    form.busyProperty().addListener((o, before, now) -> show());
    show();
    listFiles();
  }

  private static Label heading(String text) {
    Label heading = new Label(text);
    heading.getStyleClass().add("form-heading");
    return heading;
  }

  private static HBox row(String name, Node... controls) {
    Label label = new Label(name);
    label.getStyleClass().add("form-label");
    label.setMinWidth(LABEL_WIDTH);
    HBox row = new HBox(8, label);
    row.getChildren().addAll(controls);
    row.setAlignment(Pos.CENTER_LEFT);
    HBox.setHgrow(controls[0], Priority.ALWAYS);
    return row;
  }

  private static <T> ComboBox<T> wide(ComboBox<T> box, String id, String name) {
    box.setId(id);
    box.setMaxWidth(Double.MAX_VALUE);
    box.setMinWidth(0);
    box.setAccessibleText(name);
    return box;
  }

  private Node backbones() {
    ComboBox<String> box = wide(new ComboBox<>(), "model-backbone", "Backbone");
    box.getItems().setAll(Backbones.ids());
    box.setConverter(new LabelConverter<>(id -> id + ": " + Backbones.summary(id)));
    // The list says what each network is; the box has room for the name of the chosen one.
    box.setButtonCell(
        new ListCell<>() {
          @Override
          protected void updateItem(@Nullable String id, boolean empty) {
            super.updateItem(id, empty);
            setText(empty || id == null ? "" : id);
          }
        });
    box.valueProperty().bindBidirectional(form.backboneProperty());
    return box;
  }

  private Node fileBox() {
    wide(files, "model-file", "File with weights");
    files.setConverter(new LabelConverter<>(file -> String.valueOf(file.getFileName())));
    files.setPromptText("no file: the weights that come with the program, if any");
    files.valueProperty().bindBidirectional(form.fileProperty());
    files.setTooltip(new Tooltip("Files in " + folder.path() + ", and the one you chose"));
    return files;
  }

  private Button browse(Supplier<Optional<Path>> chooser) {
    Button browse = new Button("Choose\u2026");
    browse.setId("model-browse");
    browse.setMinWidth(Region.USE_PREF_SIZE);
    browse.setOnAction(event -> chooser.get().ifPresent(this::use));
    return browse;
  }

  private void use(Path file) {
    list(files, file);
    form.fileProperty().set(file);
  }

  private Node aggregators() {
    ComboBox<String> box = wide(new ComboBox<>(), "model-aggregator", "Aggregator");
    box.getItems().setAll(Aggregators.ALL.all().stream().map(Aggregator::id).toList());
    box.setConverter(
        new LabelConverter<>(
            id -> Aggregators.ALL.parse(id).label() + ": " + Aggregators.ALL.parse(id).summary()));
    box.valueProperty().bindBidirectional(form.aggregatorProperty());
    return box;
  }

  private Node aggregatorFileBox() {
    wide(
        aggregatorFiles,
        "model-aggregator-file",
        "File with the weights or clusters of the aggregator");
    aggregatorFiles.setConverter(new LabelConverter<>(file -> String.valueOf(file.getFileName())));
    aggregatorFiles.setPromptText("none: the file of the network, or learned on the map");
    aggregatorFiles.valueProperty().bindBidirectional(form.aggregatorFileProperty());
    aggregatorFiles.setTooltip(
        new Tooltip(
            "A file with nothing but an aggregator: a trained head such as SALAD's, or clusters"
                + " such as AnyLoc's c_centers.pt"));
    return aggregatorFiles;
  }

  private Button browseAggregator(Supplier<Optional<Path>> chooser) {
    Button browse = new Button("Choose\u2026");
    browse.setId("model-aggregator-browse");
    browse.setMinWidth(Region.USE_PREF_SIZE);
    browse.setAccessibleText("Choose a file of the aggregator");
    browse.setOnAction(event -> chooser.get().ifPresent(this::useForAggregator));
    return browse;
  }

  private Button noAggregatorFile() {
    Button none = new Button("None");
    none.setId("model-aggregator-none");
    none.setMinWidth(Region.USE_PREF_SIZE);
    none.setTooltip(new Tooltip("Without a file of its own"));
    none.setOnAction(event -> form.aggregatorFileProperty().set(null));
    none.disableProperty().bind(form.aggregatorFileProperty().isNull());
    return none;
  }

  private static void list(ComboBox<Path> box, Path file) {
    if (!box.getItems().contains(file)) {
      box.getItems().add(file);
    }
  }

  private Node randomParts() {
    CheckBox box = new CheckBox("Accept random numbers for parts that the file lacks");
    box.setId("model-random");
    box.setSelected(form.randomPartsProperty().get());
    box.setOnAction(event -> form.randomPartsProperty().set(box.isSelected()));
    form.randomPartsProperty().addListener((o, before, now) -> box.setSelected(now));
    return box;
  }

  private Node words() {
    ComboBox<Boolean> box = wide(new ComboBox<>(), "model-vocabulary", "Vocabulary");
    box.getItems().setAll(false, true);
    box.setConverter(new LabelConverter<>(file -> file ? "of the file" : "trained on the map"));
    box.valueProperty().bindBidirectional(form.wordsOfFileProperty());
    form.inspectionProperty().addListener((o, b, now) -> box.setDisable(!now.hasWords()));
    box.setDisable(true);
    return box;
  }

  private Node projections() {
    ComboBox<ModelForm.Projection> box = wide(new ComboBox<>(), "model-projection", "Projection");
    box.setConverter(new LabelConverter<>(ModelForm.Projection::label));
    Runnable refresh =
        () -> {
          boolean trained =
              form.inspectionProperty().get().hasProjection() && form.wordsOfFileProperty().get();
          ModelForm.Projection chosen = form.projectionProperty().get();
          box.getItems()
              .setAll(
                  trained || chosen == ModelForm.Projection.FILE
                      ? List.of(ModelForm.Projection.values())
                      : List.of(ModelForm.Projection.FIT, ModelForm.Projection.NONE));
          box.setValue(chosen);
        };
    refresh.run();
    box.valueProperty()
        .addListener(
            (o, before, now) -> {
              if (now != null) {
                form.projectionProperty().set(now);
              }
            });
    form.projectionProperty().addListener((o, before, now) -> box.setValue(now));
    form.inspectionProperty().addListener((o, before, now) -> refresh.run());
    form.wordsOfFileProperty().addListener((o, before, now) -> refresh.run());
    return box;
  }

  private void show() {
    boolean busy = form.busyProperty().get();
    String text = form.inspectionProperty().get().problem();
    problem.setText(text);
    problem.setVisible(!text.isEmpty() && !busy);
    problem.setManaged(problem.isVisible());
    findings.getChildren().clear();
    if (busy) {
      findings.getChildren().add(line("Looking into it\u2026"));
    } else {
      form.lines().forEach(found -> findings.getChildren().add(line(found)));
    }
    boolean takesFile = Backbones.weights(form.backboneProperty().get()) != WeightsNeed.NONE;
    files.setDisable(!takesFile);
  }

  private static Label line(String text) {
    Label line = new Label(text);
    line.setWrapText(true);
    line.setMinHeight(Region.USE_PREF_SIZE);
    return line;
  }

  private void listFiles() {
    @Nullable Path chosen = form.fileProperty().get();
    if (chosen != null) {
      list(files, chosen);
    }
    Optional.ofNullable(form.aggregatorFileProperty().get())
        .ifPresent(file -> list(aggregatorFiles, file));
    tasks.start(
        "Looking for models",
        progress -> folder.items().stream().map(ModelsFolder.Item::file).toList(),
        Outcome.of(
            found ->
                found.forEach(
                    file -> {
                      list(files, file);
                      list(aggregatorFiles, file);
                    }),
            failure -> licence.setText(Words.of(failure))));
  }

  private void setUpDownloads() {
    wide(downloads, "model-downloads", "File to download");
    downloads.setConverter(
        new LabelConverter<>(entry -> entry.description() + ", " + entry.size()));
    downloads.setPromptText("Choose a published file");
    download.setId("model-download");
    download.setMinWidth(Region.USE_PREF_SIZE);
    download.setDisable(true);
    licence.setText(
        "Nothing is downloaded unless you ask. Files are saved in "
            + shortened(folder.path())
            + ".");
    tasks.start(
        "Reading the list of models",
        progress -> ModelCatalog.read(folder).entries(),
        Outcome.of(
            entries -> downloads.getItems().setAll(entries),
            failure -> licence.setText(Words.of(failure))));
    downloads
        .valueProperty()
        .addListener(
            (o, before, now) -> {
              download.setDisable(now == null);
              if (now != null) {
                licence.setText(
                    "For "
                        + now.backbone()
                        + ", from "
                        + now.url().getHost()
                        + ". Licence: "
                        + now.licence()
                        + (now.sha256().isEmpty() ? ". No checksum is published." : "."));
              }
            });
    download.setOnAction(event -> startDownload(downloads.getValue()));
  }

  /**
   * A file that was downloaded.
   *
   * @param hasNetwork false if it is a file of an aggregator alone
   */
  private record Fetched(ModelDownload.Result download, boolean hasNetwork) {
    static Fetched of(ModelDownload.Result download) {
      return new Fetched(
          download, ModelWeights.read(download.file()).report().trunk() != ShapeReport.Trunk.NONE);
    }
  }

  private void useForAggregator(Path file) {
    list(aggregatorFiles, file);
    form.aggregatorFileProperty().set(file);
  }

  private void startDownload(CatalogEntry entry) {
    download.setDisable(true);
    licence.setText("Downloading; the bar at the bottom of the window shows how far it is.");
    tasks.start(
        "Downloading " + entry.name(),
        progress -> Fetched.of(new ModelDownload(folder).run(entry, progress)),
        new Outcome<>(
            result -> {
              download.setDisable(false);
              Path file = result.download().file();
              licence.setText(file + ", SHA-256 " + result.download().sha256());
              form.backboneProperty().set(entry.backbone());
              if (result.hasNetwork()) {
                use(file);
              } else {
                useForAggregator(file);
              }
            },
            failure -> {
              download.setDisable(false);
              licence.setText(Words.of(failure));
            },
            () -> {
              download.setDisable(false);
              licence.setText("Cancelled; what was downloaded stays for the next time.");
            }));
  }

  /** With {@code ~} for the user's own folder, as its owner knows it. */
  private static String shortened(Path path) {
    Path home = Path.of(System.getProperty("user.home", "")).toAbsolutePath();
    return path.startsWith(home) && !path.equals(home) && File.separatorChar == '/'
        ? "~/" + home.relativize(path)
        : path.toString();
  }
}
