package org.vladoscope.ui.explore.config;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.animation.PauseTransition;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.vladoscope.compute.Precision;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.config.Preset;
import org.vladoscope.ui.explore.model.ModelRow;
import org.vladoscope.ui.map.OpenMap;
import org.vladoscope.ui.map.SettingsHistory;
import org.vladoscope.ui.map.WhatIf;
import org.vladoscope.ui.task.Frames;
import org.vladoscope.ui.task.Outcome;
import org.vladoscope.ui.view.LabelConverter;
import org.vladoscope.ui.view.Words;
import org.vladoscope.vlad.VocabularyConfig;

/**
 * The configuration as a form. What is typed is proposed after a short pause: cheap changes run at
 * once, others say what they cost and wait.
 */
public final class ConfigPanel extends VBox {

  private static final Duration PAUSE = Duration.millis(250);
  private static final int ROWS_OF_A_FRAME = 4;

  private static final KeyCombination UNDO = KeyCombination.valueOf("Shortcut+Z");
  private static final KeyCombination REDO = KeyCombination.valueOf("Shortcut+Shift+Z");
  private static final KeyCombination REDO_TOO = KeyCombination.valueOf("Shortcut+Y");

  private final OpenMap model;
  private final WhatIf whatIf;
  private final ConfigForm form;
  private final ComboBox<Preset> presets = new ComboBox<>();
  private final PauseTransition pause = new PauseTransition(PAUSE);
  private final PrecisionChoice precision;
  private final PrecisionChoice matchPrecision;
  private final Label presetNote = ConfigRows.note();
  private boolean filling;

  /**
   * The form of an opened map.
   *
   * @param files asks for results of other programs
   * @param frames makes the rows, one group after the other
   */
  public ConfigPanel(OpenMap model, MethodFiles files, Frames frames) {
    this.model = model;
    this.whatIf = model.whatIf();
    this.form = new ConfigForm(model.configProperty().get());
    this.precision =
        new PrecisionChoice(
            "config-precision",
            "network and projection",
            "What the network (the embedded one, VGG16 and ResNets) and the projection of"
                + " descriptors round their factors to.",
            List.of(Precision.BF16),
            form.precisionProperty());
    this.matchPrecision =
        new PrecisionChoice(
            "config-match-precision",
            "matching",
            "What descriptors are rounded to before the patches of two images are compared.",
            List.of(Precision.BF16, Precision.INT8),
            form.matchPrecisionProperty());
    matchPrecision.explain(PrecisionText.MATCHING);
    explainPrecision();
    askTheMachine();
    getStyleClass().add("config-panel");
    pause.setOnFinished(event -> apply());
    getChildren().addAll(header(), presetRow(), presetNote, new ModelRow(model));
    ConfigSections sections = new ConfigSections(form, this::changed, this::confirm);
    MethodRow method =
        new MethodRow(form.retrievalProperty(), new MethodActions(model, files, false));
    boolean hasCameras = !model.map().views().cameras().isEmpty();
    fill(
        new ArrayDeque<>(
            List.of(
                sections::patches,
                () -> sections.matching(matchPrecision),
                () -> sections.search(method, hasCameras),
                sections::aggregation,
                () -> sections.images(precision))),
        new ArrayDeque<>(),
        frames);
    for (ConfigField field : ConfigField.values()) {
      form.text(field).addListener((o, before, now) -> changed());
    }
    form.whiteningProperty().addListener((o, before, now) -> changed());
    form.camerasProperty().addListener((o, before, now) -> changed());
    form.versionProperty().addListener((o, before, now) -> changed());
    form.normalizeInputProperty().addListener((o, before, now) -> changed());
    form.whitenResidualsProperty().addListener((o, before, now) -> changed());
    form.weighWordsProperty().addListener((o, before, now) -> changed());
    form.facetProperty().addListener((o, before, now) -> changed());
    form.backboneProperty().addListener((o, before, now) -> changed());
    form.decodingProperty().addListener((o, before, now) -> changed());
    form.precisionProperty().addListener((o, before, now) -> changed());
    form.matchPrecisionProperty().addListener((o, before, now) -> changed());
    whatIf.onRejected(this::reset);
    whatIf.proposalProperty().addListener((o, before, now) -> takeFound(now));
    addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
    model.configProperty().addListener((o, before, now) -> show(now));
    showPreset(model.configProperty().get());
  }

  /** Makes the rows, section by section, and shows a few in each frame: styling takes longest. */
  private void fill(Deque<Supplier<List<Node>>> sections, Deque<Node> rows, Frames frames) {
    frames.add(
        () -> {
          if (rows.isEmpty()) {
            rows.addAll(sections.remove().get());
          }
          for (int i = 0; i < ROWS_OF_A_FRAME && !rows.isEmpty(); i++) {
            getChildren().add(rows.remove());
          }
          if (!rows.isEmpty() || !sections.isEmpty()) {
            fill(sections, rows, frames);
          }
        });
  }

  private HBox header() {
    Label title = new Label("Configuration");
    title.getStyleClass().add("section-title");
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    SettingsHistory history = whatIf.history();
    Button pin = ConfigRows.iconButton(Feather.BOOKMARK, "config-pin", model.pinned()::pin);
    ConfigRows.describe(pin, "Pin these settings as A, to compare others with them");
    HBox header =
        new HBox(
            4,
            title,
            gap,
            step(Feather.CORNER_UP_LEFT, "Undo", history.undoableProperty(), whatIf::undo),
            step(Feather.CORNER_UP_RIGHT, "Redo", history.redoableProperty(), whatIf::redo),
            pin);
    header.setAlignment(Pos.CENTER_LEFT);
    return header;
  }

  private static Button step(
      Feather icon, String name, ReadOnlyStringProperty what, Runnable action) {
    Button button = ConfigRows.iconButton(icon, "config-" + name.toLowerCase(Locale.ROOT), action);
    Runnable refresh =
        () -> {
          button.setDisable(what.get().isEmpty());
          ConfigRows.describe(button, name + (what.get().isEmpty() ? "" : ": " + what.get()));
        };
    what.addListener((o, before, now) -> refresh.run());
    refresh.run();
    return button;
  }

  /** Undoes typing while there is some that has not taken effect, else settings. */
  private void onKey(KeyEvent event) {
    boolean undo = UNDO.match(event);
    boolean redo = REDO.match(event) || REDO_TOO.match(event);
    boolean typed = !form.read().equals(Optional.of(model.configProperty().get()));
    if (!typed && (undo || redo)) {
      event.consume();
      if (undo) {
        whatIf.undo();
      } else {
        whatIf.redo();
      }
    }
  }

  private Node presetRow() {
    presets.getItems().setAll(Preset.values());
    presets.setConverter(new LabelConverter<>(ConfigPanel::presetName));
    presets.getStyleClass().add("small");
    presets.setPromptText("Custom");
    presets.setMinWidth(0);
    presets.setMaxWidth(Double.MAX_VALUE);
    presets.setAccessibleText("Preset");
    presets.setOnAction(
        event -> {
          Preset chosen = presets.getValue();
          if (chosen != null && !filling) {
            choose(chosen);
          }
        });
    presetNote.setId("config-preset-note");
    HBox.setHgrow(presets, Priority.ALWAYS);
    Button reset = ConfigRows.iconButton(Feather.ROTATE_CCW, "config-reset", whatIf::reject);
    ConfigRows.describe(reset, "Back to the settings in use");
    return ConfigRows.row(
        "Preset", "Published and measured settings to start from.", presets, reset);
  }

  private void choose(Preset preset) {
    PipelineConfig before = form.read().orElse(model.configProperty().get());
    PipelineConfig now = preset.config(before.backbone()).withRetrieval(before.retrieval());
    fill(now);
    boolean lacks = preset.needsWeights() && now.backbone().weights() == null;
    presetNote.setText(
        Stream.of(dropped(before, now), lacks ? preset.missing() : "")
            .filter(note -> !note.isEmpty())
            .collect(Collectors.joining(" ")));
  }

  /** What of files a preset does not keep. */
  private static String dropped(PipelineConfig before, PipelineConfig now) {
    List<String> parts = new ArrayList<>();
    Path weights = before.backbone().weights();
    if (weights != null && !before.backbone().equals(now.backbone())) {
      parts.add(weights.getFileName() + ", the weights of " + before.backbone().id());
    }
    Path words = before.words().map(VocabularyConfig::file).orElse(null);
    if (words != null) {
      parts.add("the vocabulary of " + words.getFileName());
    }
    return parts.isEmpty()
        ? ""
        : "Presets use "
            + now.backbone().id()
            + " and the vocabulary of the map, so these are left out: "
            + String.join("; ", parts)
            + ".";
  }

  static String presetName(Preset preset) {
    String name = preset.name().toLowerCase(Locale.ROOT);
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  private void fill(PipelineConfig config) {
    filling = true;
    form.fill(config);
    explainPrecision();
    filling = false;
    apply();
  }

  /** Gives up what was typed. */
  private void reset() {
    fill(model.configProperty().get());
    showPreset(model.configProperty().get());
  }

  /** It may have to load the tensor library to know, if there could be a GPU, and for FAISS. */
  private void askTheMachine() {
    model
        .tasks()
        .start(
            "Looking at the processor",
            progress -> refusals(),
            Outcome.of(
                reasons -> {
                  precision.refuse(reasons);
                  matchPrecision.refuse(reasons);
                },
                failure -> model.notifier().error("Precision", Words.of(failure), failure)));
    model
        .tasks()
        .start(
            "Looking at the search library",
            progress -> model.indexKinds(),
            Outcome.of(
                kinds -> {
                  form.indexKindsProperty().set(kinds);
                  // Settings from another machine may have what is refused here.
                  form.read();
                },
                failure -> model.notifier().error("Index", Words.of(failure), failure)));
  }

  private Map<Precision, String> refusals() {
    Map<Precision, String> reasons = new EnumMap<>(Precision.class);
    for (Precision reduced : Precision.values()) {
      model.refusal(reduced).ifPresent(reason -> reasons.put(reduced, reason));
    }
    return reasons;
  }

  private void explainPrecision() {
    precision.explain(
        PrecisionText.ofDescriptors(form.read().orElse(model.configProperty().get())));
  }

  private void changed() {
    if (!filling) {
      presetNote.setText("");
      // Errors are shown while typing; the computation waits for a pause.
      explainPrecision();
      pause.playFromStart();
    }
  }

  /** Weights and a source of candidates that were found for a proposal are part of it now. */
  private void takeFound(WhatIf.@Nullable Proposal proposed) {
    boolean found =
        proposed != null
            && form.read()
                .map(
                    typed ->
                        typed
                            .withBackbone(proposed.config().backbone())
                            .withRetrieval(proposed.config().retrieval()))
                .equals(Optional.of(proposed.config()));
    if (proposed != null && found && !form.read().equals(Optional.of(proposed.config()))) {
      filling = true;
      form.fill(proposed.config());
      filling = false;
    }
  }

  private void apply() {
    pause.stop();
    Optional<PipelineConfig> typed = form.read();
    if (typed.isEmpty()) {
      whatIf.discard();
      return;
    }
    whatIf.propose(typed.get());
  }

  /** The Enter key takes what is typed at once, and runs what waits. */
  private void confirm() {
    WhatIf.Proposal waiting = whatIf.proposalProperty().get();
    if (waiting != null && form.read().equals(Optional.of(waiting.config()))) {
      whatIf.run();
    } else {
      apply();
    }
  }

  /** Shows a configuration that may come from elsewhere. */
  private void show(PipelineConfig config) {
    if (!form.read().equals(Optional.of(config))) {
      filling = true;
      form.fill(config);
      explainPrecision();
      filling = false;
      pause.stop();
    }
    showPreset(config);
  }

  private void showPreset(PipelineConfig config) {
    filling = true;
    @Nullable Preset preset = ConfigForm.presetOf(config).orElse(null);
    if (preset == null) {
      presetNote.setText("");
    }
    if (!Objects.equals(presets.getValue(), preset)) {
      presets.setValue(preset);
    }
    filling = false;
  }
}
