package org.vladoscope.ui.explore;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import javafx.animation.PauseTransition;
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
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.vladoscope.match.Matcher;
import org.vladoscope.ui.explore.ConfigForm.Field;
import org.vladoscope.ui.view.Segments;
import org.vladoscope.workspace.PipelineConfig;
import org.vladoscope.workspace.Preset;

/** The configuration as a form. What is typed takes effect after a short pause. */
final class ConfigPanel extends VBox {

  private static final Duration PAUSE = Duration.millis(400);
  private static final double LABEL_WIDTH = 112;
  private static final PseudoClass DANGER = PseudoClass.getPseudoClass("danger");

  private final ExploreModel model;
  private final ConfigForm form;
  private final ComboBox<Preset> presets = new ComboBox<>();
  private final PauseTransition pause = new PauseTransition(PAUSE);
  private boolean filling;

  ConfigPanel(ExploreModel model) {
    this.model = model;
    this.form = new ConfigForm(model.configProperty().get());
    getStyleClass().add("config-panel");
    pause.setOnFinished(event -> apply());
    getChildren()
        .addAll(
            presetRow(),
            heading("Patches"),
            field(Field.SIZES),
            field(Field.STRIDES),
            field(Field.WEIGHTS),
            field(Field.DIMENSIONS),
            whitening(),
            heading("Matching"),
            matcher(),
            toleranceField(),
            field(Field.RERANK),
            heading("Vocabulary"),
            field(Field.CLUSTERS));
    for (Field field : Field.values()) {
      form.text(field).addListener((o, before, now) -> changed());
    }
    form.matcherProperty().addListener((o, before, now) -> changed());
    form.whiteningProperty().addListener((o, before, now) -> changed());
    model.configProperty().addListener((o, before, now) -> show(now));
    showPreset(model.configProperty().get());
  }

  private static Label heading(String text) {
    Label heading = new Label(text);
    heading.getStyleClass().add("form-heading");
    return heading;
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
    Button reset = new Button("", new FontIcon(Feather.ROTATE_CCW));
    reset.getStyleClass().addAll("flat", "button-icon", "small");
    reset.setTooltip(new Tooltip("Back to the last valid settings"));
    reset.setAccessibleText("Back to the last valid settings");
    reset.setOnAction(event -> fill(model.configProperty().get()));
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
    input.setOnAction(event -> apply());
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

  private Node whitening() {
    CheckBox box = new CheckBox("Whiten patch descriptors");
    box.setSelected(form.whiteningProperty().get());
    box.setOnAction(event -> form.whiteningProperty().set(box.isSelected()));
    form.whiteningProperty().addListener((o, before, now) -> box.setSelected(now));
    box.setTooltip(new Tooltip("Scale the PCA's directions to equal variance."));
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
    typed
        .filter(config -> !config.equals(model.configProperty().get()))
        .ifPresent(config -> model.configProperty().set(config));
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
