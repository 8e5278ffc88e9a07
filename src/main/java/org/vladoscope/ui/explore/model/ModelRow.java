package org.vladoscope.ui.explore.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.vladoscope.aggregate.Aggregator;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.ui.map.OpenMap;

/** What is taken from files, and the button that opens the choice of a model. */
public final class ModelRow extends HBox {

  public ModelRow(OpenMap model) {
    super(8);
    setAlignment(Pos.CENTER_LEFT);
    Button open = new Button("Model\u2026");
    open.setId("config-model");
    open.getStyleClass().add("small");
    open.setMinWidth(Region.USE_PREF_SIZE);
    open.setTooltip(new Tooltip("Network, aggregator, and what is taken from files"));
    open.setOnAction(event -> ModelDialog.show(getScene().getWindow(), model));
    Label files = new Label(ofFiles(model.configProperty().get()));
    files.setId("config-model-files");
    files.getStyleClass().add("muted");
    files.setWrapText(true);
    setHgrow(files, Priority.ALWAYS);
    model.configProperty().addListener((o, before, now) -> files.setText(ofFiles(now)));
    getChildren().setAll(open, files);
  }

  /** What comes from which file; the rest is the map's. */
  private static String ofFiles(PipelineConfig config) {
    Map<Path, List<String>> parts = new LinkedHashMap<>();
    add(parts, config.backbone().weights(), "weights");
    Aggregator aggregator = config.aggregator();
    add(
        parts,
        aggregator.file().orElse(null),
        aggregator.words().map(words -> words.clusters() + " clusters").orElse(aggregator.label()));
    add(parts, config.reduction().file(), "projection");
    if (parts.isEmpty()) {
      return "Vocabulary and projection of the map";
    }
    String text =
        parts.entrySet().stream()
            .map(of -> String.join(", ", of.getValue()) + " of " + of.getKey().getFileName())
            .collect(Collectors.joining("; "));
    return text + (config.backbone().randomParts() ? "; random parts accepted" : "");
  }

  private static void add(Map<Path, List<String>> parts, @Nullable Path file, String part) {
    if (file != null) {
      parts.computeIfAbsent(file, f -> new ArrayList<>()).add(part);
    }
  }
}
