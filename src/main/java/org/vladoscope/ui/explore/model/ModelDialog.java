package org.vladoscope.ui.explore.model;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.ScrollPane;
import javafx.stage.FileChooser;
import javafx.stage.Modality;
import javafx.stage.Window;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.feature.models.ModelsFolder;
import org.vladoscope.ui.map.OpenMap;
import org.vladoscope.ui.map.WhatIf;
import org.vladoscope.ui.theme.Dialogs;

/** The window in which a model is chosen; other windows can be used meanwhile. */
public final class ModelDialog {

  private ModelDialog() {}

  /** Shows it over a window; what is chosen is proposed like typed settings. */
  public static void show(Window owner, OpenMap model) {
    PipelineConfig base = base(model);
    ModelForm form =
        new ModelForm(base, choice -> model.describe(choice, base.imageSize()), model.tasks());
    Dialog<ButtonType> dialog = new Dialog<>();
    dialog.initModality(Modality.NONE);
    dialog.setTitle("Model");
    dialog.setHeaderText("Network, aggregator and their files");
    ButtonType use = new ButtonType("Use", ButtonBar.ButtonData.OK_DONE);
    dialog.getDialogPane().getButtonTypes().setAll(use, ButtonType.CANCEL);
    ScrollPane scroll =
        new ScrollPane(
            new ModelPane(
                form,
                ModelsFolder.standard(),
                model.tasks(),
                () -> chooseFile(dialog.getDialogPane().getScene().getWindow())));
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setPrefViewportHeight(500);
    scroll.setPrefViewportWidth(736);
    dialog.getDialogPane().setContent(scroll);
    Button button = (Button) dialog.getDialogPane().lookupButton(use);
    Runnable refresh = () -> button.setDisable(form.over(base).isEmpty());
    form.inspectionProperty().addListener((o, before, now) -> refresh.run());
    form.busyProperty().addListener((o, before, now) -> refresh.run());
    refresh.run();
    dialog.setResultConverter(pressed -> pressed);
    dialog.setOnHidden(
        event -> {
          if (dialog.getResult() == use) {
            form.over(base(model)).ifPresent(model.whatIf()::propose);
          }
        });
    Dialogs.show(dialog, owner);
  }

  /** The settings that wait, for they would be lost otherwise, or those in use. */
  private static PipelineConfig base(OpenMap model) {
    WhatIf.Proposal waiting = model.whatIf().proposalProperty().get();
    return waiting == null ? model.configProperty().get() : waiting.config();
  }

  private static Optional<Path> chooseFile(Window owner) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle("Open weights");
    chooser
        .getExtensionFilters()
        .addAll(
            new FileChooser.ExtensionFilter(
                "Weights and networks",
                "*.pth",
                "*.pt",
                "*.tar",
                "*.ckpt",
                "*.safetensors",
                "*.npz",
                "*.onnx"),
            new FileChooser.ExtensionFilter("All files", "*.*"));
    return Optional.ofNullable(chooser.showOpenDialog(owner)).map(File::toPath);
  }
}
