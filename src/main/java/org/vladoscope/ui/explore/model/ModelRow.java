package org.vladoscope.ui.explore.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.ui.map.OpenMap;
import org.vladoscope.vlad.VocabularyConfig;

/** What is taken from files, and the button that opens the choice of a model. */
public final class ModelRow extends HBox {

  public ModelRow(OpenMap model) {
    super(8);
    setAlignment(Pos.CENTER_LEFT);
    Button open = new Button("Model\u2026");
    open.setId("config-model");
    open.getStyleClass().add("small");
    open.setMinWidth(Region.USE_PREF_SIZE);
    open.setTooltip(new Tooltip("Weights, vocabulary and projection from a file"));
    open.setOnAction(event -> ModelDialog.show(getScene().getWindow(), model));
    Label files = new Label(ofFiles(model.configProperty().get()));
    files.setId("config-model-files");
    files.getStyleClass().add("muted");
    files.setWrapText(true);
    setHgrow(files, Priority.ALWAYS);
    model.configProperty().addListener((o, before, now) -> files.setText(ofFiles(now)));
    getChildren().setAll(open, files);
  }

  private static String ofFiles(PipelineConfig config) {
    List<String> parts = new ArrayList<>();
    if (config.backbone().weights() != null) {
      parts.add("weights");
    }
    Optional<VocabularyConfig> words = config.words().filter(w -> w.file() != null);
    if (words.isPresent()) {
      parts.add(words.get().clusters() + " clusters");
    }
    if (config.reduction().file() != null) {
      parts.add("projection");
    }
    if (parts.isEmpty()) {
      return "Vocabulary and projection of the map";
    }
    @Nullable Path file =
        config.backbone().weights() == null
            ? config.aggregator().file().orElse(null)
            : config.backbone().weights();
    String name = file == null ? "" : String.valueOf(file.getFileName());
    return String.join(", ", parts)
        + " of "
        + name
        + (config.backbone().randomParts() ? "; random parts accepted" : "");
  }
}
