package org.vladoscope.ui.evaluate.mix;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.vladoscope.config.ClusterMix;
import org.vladoscope.config.ConfigText;
import org.vladoscope.config.MixFile;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.mix.ClusterEffect;
import org.vladoscope.mix.HarmfulClusters;
import org.vladoscope.mix.MixTables;
import org.vladoscope.mix.Standing;
import org.vladoscope.ui.evaluate.page.TaskBar;

/** What can be done with the whole desk. */
final class MixHeader extends HBox {

  private final MixModel model;
  private final Label inUse = new Label();
  private final Button use = new Button("Use this mix", new FontIcon(Feather.CHECK));

  /**
   * The head of the page.
   *
   * @param export takes out a text by the name and ending of its file; made when it is written
   */
  MixHeader(MixModel model, BiConsumer<String, Supplier<String>> export) {
    super(8);
    this.model = model;
    BooleanBinding unknown = model.knownProperty().isNull();
    Button undo = icon("mix-undo", Feather.CORNER_UP_LEFT, "Undo (Ctrl+Z)", model::undo);
    undo.disableProperty().bind(model.undoableProperty().not());
    Button redo = icon("mix-redo", Feather.CORNER_UP_RIGHT, "Redo (Ctrl+Y)", model::redo);
    redo.disableProperty().bind(model.redoableProperty().not());
    Button reset = button("mix-reset", "All to 1", Feather.ROTATE_CCW, model::reset);
    reset.setTooltip(new Tooltip("All faders to 1, nothing muted, nothing solo"));
    reset.disableProperty().bind(unknown);
    Button find = button("mix-find", "", Feather.SEARCH, model::findHarmful);
    find.textProperty()
        .bind(
            Bindings.when(model.searchingProperty())
                .then("Stop searching")
                .otherwise("Find harmful clusters"));
    find.setTooltip(
        new Tooltip(
            "Mutes, one after the other, the clusters whose muting helps one half of the queries"
                + " most; the other half judges"));
    find.disableProperty().bind(unknown);
    use.setId("mix-use");
    use.getStyleClass().addAll("small", "accent");
    use.setMinWidth(Region.USE_PREF_SIZE);
    use.setOnAction(event -> model.use());
    inUse.setId("mix-in-use");
    inUse.getStyleClass().add("muted");
    inUse.setMinWidth(0);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    TaskBar progress =
        new TaskBar(
            model.taskProperty(),
            model.busyProperty().or(model.searchingProperty()),
            model::cancel,
            "mix-stop");
    getChildren().addAll(undo, redo, reset, find, progress, gap, inUse, use, files(export));
    setAlignment(Pos.CENTER_LEFT);
    getStyleClass().add("evaluate-header");
    model.fadersProperty().addListener(o -> refresh());
    model.knownProperty().addListener(o -> refresh());
    model.mixProblemProperty().addListener(o -> refresh());
    model.explore().configProperty().addListener(o -> refresh());
    refresh();
  }

  private void refresh() {
    use.setDisable(!model.canUse());
    ClusterMix settings = model.inUse();
    inUse.setText(
        model.mix().filter(settings::equals).isPresent()
            ? settings.isNone() ? "" : "This mix is in use"
            : settings.isNone() ? "In use: no mix" : "In use: " + ConfigText.mix(settings));
    inUse.setTooltip(settings.isNone() ? null : new Tooltip(settings.toString()));
  }

  private MenuButton files(BiConsumer<String, Supplier<String>> export) {
    MenuButton save = new MenuButton("Save", new FontIcon(Feather.DOWNLOAD));
    save.setId("mix-export");
    save.getStyleClass().add("small");
    save.setMinWidth(Region.USE_PREF_SIZE);
    save.disableProperty().bind(model.knownProperty().isNull());
    MenuItem mix =
        item(
            "Mix, for --mix\u2026",
            "mix",
            () ->
                model
                    .mix()
                    .ifPresent(
                        now -> {
                          int clusters = model.fadersProperty().get().clusters();
                          PipelineConfig config =
                              model.explore().configProperty().get().withMix(now);
                          export.accept("mix.json", () -> MixFile.text(now, clusters, config));
                        }));
    MenuItem clusters =
        item(
            "Clusters as CSV\u2026",
            "clusters",
            () -> {
              double[] factors = model.fadersProperty().get().effective();
              List<ClusterEffect> effects =
                  model.areEffectsUpToDate() ? model.effectsProperty().get().list() : List.of();
              export.accept("clusters.csv", () -> MixTables.clusters(factors, effects));
            });
    MenuItem queries =
        item(
            "Queries as CSV\u2026",
            "queries",
            () -> {
              MixModel.Known known = model.knownProperty().get();
              Standing now = model.standingProperty().get();
              if (known != null && now != null && model.isUpToDate()) {
                export.accept(
                    "queries.csv", () -> MixTables.queries(model.map(), known.unmixed(), now));
              }
            });
    MenuItem steps =
        item(
            "Search for Harmful Clusters as CSV\u2026",
            "steps",
            () -> {
              HarmfulClusters found = model.harmfulProperty().get();
              if (found != null) {
                export.accept("harmful.csv", () -> MixTables.steps(found));
              }
            });
    steps.disableProperty().bind(model.harmfulProperty().isNull());
    queries.disableProperty().bind(model.standingProperty().isNull());
    save.getItems().setAll(mix, clusters, queries, steps);
    return save;
  }

  private static MenuItem item(String text, String id, Runnable action) {
    MenuItem item = new MenuItem(text);
    item.setId("mix-export-" + id);
    item.setOnAction(event -> action.run());
    return item;
  }

  private static Button icon(String id, Feather icon, String text, Runnable action) {
    Button button = button(id, "", icon, action);
    button.getStyleClass().addAll("flat", "button-icon");
    button.setTooltip(new Tooltip(text));
    button.setAccessibleText(text);
    return button;
  }

  private static Button button(String id, String text, Feather icon, Runnable action) {
    Button button = new Button(text, new FontIcon(icon));
    button.setId(id);
    button.getStyleClass().add("small");
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setOnAction(event -> action.run());
    return button;
  }
}
