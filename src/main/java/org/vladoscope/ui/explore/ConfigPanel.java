package org.vladoscope.ui.explore;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import javafx.animation.PauseTransition;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.vladoscope.feature.Backbones;
import org.vladoscope.match.Matcher;
import org.vladoscope.ui.explore.ConfigForm.Field;
import org.vladoscope.ui.view.Segments;
import org.vladoscope.vlad.VladVersion;
import org.vladoscope.workspace.CameraFusion;
import org.vladoscope.workspace.PipelineConfig;
import org.vladoscope.workspace.Preset;

/**
 * The configuration as a form. What is typed is proposed after a short pause: cheap changes run at
 * once, others say what they cost and wait.
 */
final class ConfigPanel extends VBox {

  private static final Duration PAUSE = Duration.millis(250);
  private static final double LABEL_WIDTH = 112;
  private static final PseudoClass DANGER = PseudoClass.getPseudoClass("danger");

  private static final KeyCombination UNDO = KeyCombination.valueOf("Shortcut+Z");
  private static final KeyCombination REDO = KeyCombination.valueOf("Shortcut+Shift+Z");
  private static final KeyCombination REDO_TOO = KeyCombination.valueOf("Shortcut+Y");

  private final ExploreModel model;
  private final WhatIf whatIf;
  private final ConfigForm form;
  private final ComboBox<Preset> presets = new ComboBox<>();
  private final PauseTransition pause = new PauseTransition(PAUSE);
  private boolean filling;

  ConfigPanel(ExploreModel model) {
    this.model = model;
    this.whatIf = model.whatIf();
    this.form = new ConfigForm(model.configProperty().get());
    getStyleClass().add("config-panel");
    pause.setOnFinished(event -> apply());
    getChildren()
        .addAll(
            header(),
            presetRow(),
            CostView.ofCurrent(whatIf),
            heading("Patches"),
            field(Field.SIZES),
            field(Field.STRIDES),
            field(Field.WEIGHTS),
            field(Field.DIMENSIONS),
            checkBox(
                "Whiten patch descriptors",
                "Scale the PCA's directions to equal variance.",
                form.whiteningProperty()),
            heading("Matching"),
            matcher(),
            toleranceField(),
            field(Field.GLOBAL_WEIGHT),
            heading("Search"),
            field(Field.INDEX),
            field(Field.RERANK),
            cameras(),
            heading("Vocabulary"),
            field(Field.CLUSTERS),
            choice(
                "Assignment",
                "How cells are shared among the words; v2 is"
                    + " exp(\u2212\u03b1\u00b7|x\u2212c|\u00b2). The last two repeat the public"
                    + " Python code.",
                List.of(VladVersion.values()),
                VladVersion::label,
                form.versionProperty()),
            checkBox(
                "Normalise features",
                "Scale the features of every cell to unit length first.",
                form.normalizeInputProperty()),
            field(Field.SAMPLES),
            field(Field.ITERATIONS),
            field(Field.SEED),
            heading("Images"),
            field(Field.IMAGE_SIZE),
            choice(
                "Network",
                "The network that gives local features. Changing it runs it on every image.",
                Backbones.ids(),
                id -> id,
                form.backboneProperty()),
            modelRow());
    for (Field field : Field.values()) {
      form.text(field).addListener((o, before, now) -> changed());
    }
    form.matcherProperty().addListener((o, before, now) -> changed());
    form.whiteningProperty().addListener((o, before, now) -> changed());
    form.camerasProperty().addListener((o, before, now) -> changed());
    form.versionProperty().addListener((o, before, now) -> changed());
    form.normalizeInputProperty().addListener((o, before, now) -> changed());
    form.backboneProperty().addListener((o, before, now) -> changed());
    whatIf.onRejected(this::reset);
    addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
    model.configProperty().addListener((o, before, now) -> show(now));
    showPreset(model.configProperty().get());
  }

  private static Label heading(String text) {
    Label heading = new Label(text);
    heading.getStyleClass().add("form-heading");
    return heading;
  }

  private HBox header() {
    Label title = new Label("Configuration");
    title.getStyleClass().add("section-title");
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    SettingsHistory history = whatIf.history();
    Button pin = button(Feather.BOOKMARK, "config-pin", model.pinned()::pin);
    describe(pin, "Pin these settings as A, to compare others with them");
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

  private static Button button(Feather icon, String id, Runnable action) {
    Button button = new Button("", new FontIcon(icon));
    button.setId(id);
    button.getStyleClass().addAll("flat", "button-icon", "small");
    button.setOnAction(event -> action.run());
    return button;
  }

  private static void describe(Button button, String text) {
    button.setTooltip(new Tooltip(text));
    button.setAccessibleText(text);
  }

  private static Button step(
      Feather icon, String name, ReadOnlyStringProperty what, Runnable action) {
    Button button = button(icon, "config-" + name.toLowerCase(Locale.ROOT), action);
    Runnable refresh =
        () -> {
          button.setDisable(what.get().isEmpty());
          describe(button, name + (what.get().isEmpty() ? "" : ": " + what.get()));
        };
    what.addListener((o, before, now) -> refresh.run());
    refresh.run();
    return button;
  }

  /** What is taken from files, and the button that opens the choice of a model. */
  private Node modelRow() {
    Button open = new Button("Model\u2026");
    open.setId("config-model");
    open.getStyleClass().add("small");
    open.setMinWidth(Region.USE_PREF_SIZE);
    open.setTooltip(new Tooltip("Weights, words and projection from a file"));
    open.setOnAction(event -> ModelDialog.show(this, model));
    Label files = new Label();
    files.setId("config-model-files");
    files.getStyleClass().add("muted");
    files.setWrapText(true);
    HBox.setHgrow(files, Priority.ALWAYS);
    Runnable refresh = () -> files.setText(ofFiles(model.configProperty().get()));
    model.configProperty().addListener((o, before, now) -> refresh.run());
    refresh.run();
    HBox row = new HBox(8, open, files);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private static String ofFiles(PipelineConfig config) {
    List<String> parts = new ArrayList<>();
    if (config.backbone().weights() != null) {
      parts.add("weights");
    }
    if (config.vocabulary().file() != null) {
      parts.add(config.vocabulary().clusters() + " words");
    }
    if (config.reduction().file() != null) {
      parts.add("projection");
    }
    if (parts.isEmpty()) {
      return "Words and projection of the map";
    }
    @Nullable Path file =
        config.backbone().weights() == null
            ? config.vocabulary().file()
            : config.backbone().weights();
    String name = file == null ? "" : String.valueOf(file.getFileName());
    return String.join(", ", parts)
        + " of "
        + name
        + (config.backbone().randomParts() ? "; random parts accepted" : "");
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

  /** Shown where places were taken by several cameras only. */
  private Node cameras() {
    HBox row =
        choice(
            "Cameras",
            "How near a place is that several cameras took: as its best pair of pictures, or as all"
                + " cameras on average.",
            List.of(CameraFusion.values()),
            CameraFusion::label,
            form.camerasProperty());
    row.setVisible(!model.map().views().cameras().isEmpty());
    row.setManaged(row.isVisible());
    return row;
  }

  /** A row to choose one of several values. */
  private static <T> HBox choice(
      String name,
      String help,
      List<T> values,
      Function<T, String> label,
      ObjectProperty<T> value) {
    ComboBox<T> box = new ComboBox<>();
    box.getItems().setAll(values);
    box.setConverter(new LabelConverter<>(label));
    box.setId("config-" + name.toLowerCase(Locale.ROOT));
    box.getStyleClass().add("small");
    box.setMinWidth(0);
    box.setMaxWidth(Double.MAX_VALUE);
    box.setTooltip(new Tooltip(help));
    box.setAccessibleText(name);
    box.valueProperty().bindBidirectional(value);
    HBox.setHgrow(box, Priority.ALWAYS);
    return row(name, help, box);
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
            fill(chosen.config());
          }
        });
    HBox.setHgrow(presets, Priority.ALWAYS);
    Button reset = button(Feather.ROTATE_CCW, "config-reset", whatIf::reject);
    describe(reset, "Back to the settings in use");
    return row("Preset", "Published and measured settings to start from.", presets, reset);
  }

  static String presetName(Preset preset) {
    String name = preset.name().toLowerCase(Locale.ROOT);
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  private void fill(PipelineConfig config) {
    filling = true;
    form.fill(config);
    filling = false;
    apply();
  }

  /** Gives up what was typed. */
  private void reset() {
    fill(model.configProperty().get());
    showPreset(model.configProperty().get());
  }

  private static HBox row(String name, String help, Node... controls) {
    Label label = new Label(name);
    label.setTooltip(new Tooltip(help));
    label.getStyleClass().add("form-label");
    label.setMinWidth(LABEL_WIDTH);
    label.setPrefWidth(LABEL_WIDTH);
    HBox row = new HBox(8, label);
    row.getChildren().addAll(controls);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private VBox field(Field field) {
    TextField input = new TextField();
    input.setId("config-" + field.name().toLowerCase(Locale.ROOT));
    input.getStyleClass().add("small");
    input.textProperty().bindBidirectional(form.text(field));
    input.setTooltip(new Tooltip(field.help()));
    input.setAccessibleText(field.label());
    input.setOnAction(event -> confirm());
    input.setMinWidth(0);
    HBox.setHgrow(input, Priority.ALWAYS);
    Label error = new Label();
    error.getStyleClass().add("form-error");
    error.setWrapText(true);
    error.textProperty().bind(form.error(field));
    error.visibleProperty().bind(form.error(field).isNotEmpty());
    error.managedProperty().bind(error.visibleProperty());
    form.error(field)
        .addListener((o, before, now) -> input.pseudoClassStateChanged(DANGER, !now.isEmpty()));
    return new VBox(4, row(field.label(), field.help(), input), error);
  }

  private VBox toleranceField() {
    VBox field = field(Field.TOLERANCE);
    field.disableProperty().bind(form.matcherProperty().isNotEqualTo(Matcher.RANSAC));
    return field;
  }

  private Node matcher() {
    ToggleGroup group = new ToggleGroup();
    ToggleButton rapid = matcherButton(Matcher.RAPID, "Rapid", group);
    ToggleButton ransac = matcherButton(Matcher.RANSAC, "RANSAC", group);
    HBox segments = Segments.of(group, rapid, ransac);
    HBox.setHgrow(segments, Priority.ALWAYS);
    HBox.setHgrow(rapid, Priority.ALWAYS);
    HBox.setHgrow(ransac, Priority.ALWAYS);
    return row(
        "Score",
        "Rapid compares displacements; RANSAC counts matches that agree on a homography.",
        segments);
  }

  private ToggleButton matcherButton(Matcher matcher, String text, ToggleGroup group) {
    ToggleButton button = new ToggleButton(text);
    button.getStyleClass().add("small");
    button.setMaxWidth(Double.MAX_VALUE);
    button.setMinWidth(0);
    button.setToggleGroup(group);
    button.setSelected(form.matcherProperty().get() == matcher);
    button.setOnAction(event -> form.matcherProperty().set(matcher));
    form.matcherProperty().addListener((o, was, now) -> button.setSelected(now == matcher));
    return button;
  }

  private static CheckBox checkBox(String text, String help, ObjectProperty<Boolean> value) {
    CheckBox box = new CheckBox(text);
    box.setSelected(value.get());
    box.setOnAction(event -> value.set(box.isSelected()));
    value.addListener((o, before, now) -> box.setSelected(now));
    box.setTooltip(new Tooltip(help));
    return box;
  }

  private void changed() {
    if (!filling) {
      // Errors are shown while typing; the computation waits for a pause.
      form.read();
      pause.playFromStart();
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
      form.read();
      filling = false;
      pause.stop();
    }
    showPreset(config);
  }

  private void showPreset(PipelineConfig config) {
    filling = true;
    @Nullable Preset preset = ConfigForm.presetOf(config).orElse(null);
    if (!Objects.equals(presets.getValue(), preset)) {
      presets.setValue(preset);
    }
    filling = false;
  }
}
