package org.vladoscope.ui.evaluate;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.beans.value.ObservableBooleanValue;
import javafx.geometry.Pos;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.vladoscope.pipeline.ModelExport;
import org.vladoscope.report.RunTables;
import org.vladoscope.report.Strips;
import org.vladoscope.run.Duel;
import org.vladoscope.run.Run;
import org.vladoscope.run.SweepResult;
import org.vladoscope.ui.evaluate.atlas.AtlasView;
import org.vladoscope.ui.evaluate.duel.DuelView;
import org.vladoscope.ui.evaluate.embedding.EmbeddingView;
import org.vladoscope.ui.evaluate.mix.MixView;
import org.vladoscope.ui.evaluate.page.Section;
import org.vladoscope.ui.evaluate.sweep.SweepModel;
import org.vladoscope.ui.evaluate.sweep.SweepRow;
import org.vladoscope.ui.evaluate.sweep.SweepView;
import org.vladoscope.ui.evaluate.train.TrainView;
import org.vladoscope.ui.export.Drawable;
import org.vladoscope.ui.export.ExportKind;
import org.vladoscope.ui.export.ExportTargets;
import org.vladoscope.ui.export.FigureExport;
import org.vladoscope.ui.map.OpenMap;
import org.vladoscope.ui.map.TriageModel;
import org.vladoscope.ui.task.Outcome;
import org.vladoscope.ui.view.Segments;
import org.vladoscope.ui.view.Thumbnails;
import org.vladoscope.ui.view.Words;

/** The perspective of an open map: a bar of pages, and the page. */
public final class EvaluateView extends BorderPane {

  private final EvaluateModel model;
  private final Thumbnails thumbnails;
  private final ObservableBooleanValue dark;
  private ExportTargets targets;
  private final Supplier<Optional<Path>> importer;
  private final Map<EvaluatePage, ToggleButton> tabs = new EnumMap<>(EvaluatePage.class);
  private final Map<EvaluatePage, Section> pages = new EnumMap<>(EvaluatePage.class);
  private final StackPane shown = new StackPane();
  private final MenuButton export = new MenuButton("Export", new FontIcon(Feather.DOWNLOAD));

  /**
   * The view of a map's measurements.
   *
   * @param dark whether the look is dark
   * @param targets where exports go
   * @param importer asks for the file of a ground truth
   */
  public EvaluateView(
      EvaluateModel model,
      Thumbnails thumbnails,
      ObservableBooleanValue dark,
      ExportTargets targets,
      Supplier<Optional<Path>> importer) {
    this.model = model;
    this.thumbnails = thumbnails;
    this.dark = dark;
    this.targets = targets;
    this.importer = importer;
    getStyleClass().add("evaluate");
    ToggleGroup group = new ToggleGroup();
    for (EvaluatePage page : EvaluatePage.values()) {
      ToggleButton tab = new ToggleButton(page.label());
      tab.setId("evaluate-" + page.id());
      tab.setOnAction(event -> model.pageProperty().set(page));
      tabs.put(page, tab);
    }
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    export.setId("evaluate-export");
    export.getStyleClass().add("small");
    export.setMinWidth(Region.USE_PREF_SIZE);
    export.setOnShowing(event -> fillExports());
    fillExports();
    HBox bar =
        new HBox(8, Segments.of(group, tabs.values().toArray(new ToggleButton[0])), gap, export);
    bar.getStyleClass().add("lab-bar");
    bar.setAlignment(Pos.CENTER_LEFT);
    setTop(bar);
    setCenter(shown);
    model.pageProperty().addListener((o, before, now) -> show(now));
    show(model.pageProperty().get());
  }

  /** What is shown. */
  public EvaluateModel model() {
    return model;
  }

  /** Replaces the system's dialogs and clipboard. */
  public void setExportTargets(ExportTargets newTargets) {
    targets = newTargets;
  }

  private void fillExports() {
    export.getItems().clear();
    for (ExportKind kind : EvaluateCommands.PICTURES) {
      MenuItem item = new MenuItem(kind.label());
      item.setId("evaluate-export-" + kind.name().toLowerCase(Locale.ROOT));
      item.setDisable(figure().isEmpty());
      item.setOnAction(event -> export(kind));
      export.getItems().add(item);
    }
    export.getItems().add(new SeparatorMenuItem());
    addStrips(Strips.Which.ALL, "Strips of All Queries\u2026");
    addStrips(Strips.Which.WRONG, "Strips of Wrong Answers\u2026");
  }

  private void addStrips(Strips.Which which, String label) {
    MenuItem item = new MenuItem(label);
    item.setId("evaluate-strips-" + which.name().toLowerCase(Locale.ROOT));
    item.setDisable(model.results().triage().knownProperty().get() == null);
    item.setOnAction(event -> exportStrips(which));
    export.getItems().add(item);
  }

  /** Draws strips of queries into a folder, and a page that shows them. */
  void exportStrips(Strips.Which which) {
    OpenMap map = model.explore();
    TriageModel.Known known = model.results().triage().knownProperty().get();
    if (known == null) {
      map.notifier().info("There are no answers to draw yet", "Evaluate the map first.");
      return;
    }
    Strips.Options usual = Strips.Options.USUAL;
    Strips strips =
        new Strips(
            map.map(),
            model.truth().truthProperty().get(),
            new Strips.Options(usual.candidates(), which, usual.ending()));
    targets
        .folder("Folder for the strips")
        .ifPresent(
            folder ->
                map.tasks()
                    .start(
                        "Drawing strips",
                        progress -> strips.write(folder, known.evaluation().results(), progress),
                        Outcome.of(
                            written ->
                                map.notifier()
                                    .info(
                                        Words.count(written.count(), "strip", "strips")
                                            + " exported",
                                        String.join(
                                            " ",
                                            Stream.concat(
                                                    Stream.of(written.page().toString()),
                                                    written.warnings().stream().limit(1))
                                                .toList())),
                            failure ->
                                map.notifier()
                                    .error(
                                        "The strips could not be drawn",
                                        Words.of(failure),
                                        failure))));
  }

  private Optional<Drawable> figure() {
    Section section = pages.get(model.pageProperty().get());
    return section == null ? Optional.empty() : section.figure();
  }

  /** Exports the image of the page; does nothing but say so while there is none. */
  public void export(ExportKind kind) {
    Optional<Drawable> figure = figure();
    if (figure.isEmpty()) {
      model
          .explore()
          .notifier()
          .info(
              "There is no figure to export yet",
              model.pageProperty().get() == EvaluatePage.ATLAS
                  ? "The atlas is drawn when it is computed, on maps with positions."
                  : "Evaluate the map first.");
      return;
    }
    files()
        .export(
            figure.get(),
            kind,
            model.explore().map().name() + "-" + model.pageProperty().get().id(),
            targets);
  }

  private FigureExport files() {
    return new FigureExport(model.explore().tasks(), model.explore().notifier());
  }

  private void exportSweep(SweepModel sweep) {
    List<SweepResult> results = sweep.results().stream().map(SweepRow::result).toList();
    files()
        .save(
            "Export sweep",
            FigureExport.safe(model.explore().map().name()) + "-sweep.csv",
            out ->
                out.write(
                    RunTables.csv(results, sweep.truth().conventionProperty().get())
                        .getBytes(StandardCharsets.UTF_8)),
            targets);
  }

  private void exportWords(ModelExport words) {
    OpenMap map = model.explore();
    targets
        .file(
            "Save trained vocabulary", FigureExport.safe(map.map().name()) + "-trained.safetensors")
        .map(ModelExport::withEnding)
        .ifPresent(
            file ->
                map.tasks()
                    .start(
                        "Writing " + file.getFileName(),
                        progress -> {
                          words.write(file, progress);
                          return file;
                        },
                        Outcome.of(
                            written ->
                                map.notifier()
                                    .info(
                                        "Trained vocabulary saved",
                                        written
                                            + ", for --vocabulary; settings in "
                                            + ModelExport.settingsOf(written).getFileName()),
                            failure ->
                                map.notifier()
                                    .error(
                                        "The vocabulary could not be saved",
                                        Words.of(failure),
                                        failure))));
  }

  private void exportRun(Run run, RunsModel.Form form) {
    files()
        .save(
            "Export run",
            FigureExport.safe(run.map()) + "-" + run.id() + "." + form.ending(),
            out -> out.write(RunsModel.text(run, form).getBytes(StandardCharsets.UTF_8)),
            targets);
  }

  private void exportDuel(Duel duel) {
    files()
        .save(
            "Export duel",
            FigureExport.safe(model.explore().map().name()) + "-duel.csv",
            out -> out.write(RunTables.csv(duel).getBytes(StandardCharsets.UTF_8)),
            targets);
  }

  private void exportEmbedding(String table) {
    files()
        .save(
            "Export embedding map",
            FigureExport.safe(model.explore().map().name()) + "-embedding.csv",
            out -> out.write(table.getBytes(StandardCharsets.UTF_8)),
            targets);
  }

  private void exportAtlas(String what, Supplier<String> table) {
    files()
        .save(
            "Export " + what,
            FigureExport.safe(model.explore().map().name()) + "-" + what + ".csv",
            out -> out.write(table.get().getBytes(StandardCharsets.UTF_8)),
            targets);
  }

  private void exportMix(String file, Supplier<String> text) {
    files()
        .save(
            "Save " + file,
            FigureExport.safe(model.explore().map().name()) + "-" + file,
            out -> out.write(text.get().getBytes(StandardCharsets.UTF_8)),
            targets);
  }

  private void show(EvaluatePage page) {
    tabs.forEach((tab, button) -> button.setSelected(tab == page));
    shown.getChildren().setAll(pages.computeIfAbsent(page, this::section).node());
  }

  private Section section(EvaluatePage page) {
    return switch (page) {
      case RESULTS -> new ResultsView(model, thumbnails, dark);
      case CONDITIONS -> new ConditionsView(model, thumbnails, dark);
      case CONFIDENCE -> new ConfidenceView(model, thumbnails, dark);
      case MATRIX -> new MatrixSection(model, thumbnails, dark, this::exportAtlas);
      case EMBEDDING ->
          new EmbeddingView(model.embedding(), thumbnails, dark, this::exportEmbedding);
      case ATLAS -> new AtlasView(model.atlas(), thumbnails, dark, this::exportAtlas);
      case MIX -> new MixView(model.mix(), thumbnails, dark, this::exportMix);
      case SWEEP -> new SweepView(model.sweep(), dark, this::exportSweep);
      case TRAINING -> new TrainView(model.training(), dark, this::exportWords);
      case RUNS -> new RunsView(model, this::exportRun);
      case DUEL -> new DuelView(model.duel(), thumbnails, this::exportDuel);
      case TRUTH -> new TruthView(model, importer);
    };
  }
}
