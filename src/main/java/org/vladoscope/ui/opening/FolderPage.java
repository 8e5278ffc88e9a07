package org.vladoscope.ui.opening;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Separator;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.vladoscope.ui.view.Thumbnails;

/** One page: what a folder was taken for on the left, what counts as right on the right. */
public final class FolderPage extends StackPane {

  private final OpeningModel model;
  private final FoundView found;

  /**
   * The page.
   *
   * @param truthFile asks for the file of a ground truth
   * @param imageRoot asks for a folder of images
   */
  public FolderPage(
      OpeningModel model,
      Thumbnails thumbnails,
      Supplier<Optional<Path>> truthFile,
      Supplier<Optional<Path>> imageRoot) {
    this.model = model;
    this.found = new FoundView(model, imageRoot);
    getStyleClass().add("folder-page");
    VBox right = new VBox(16, new RuleView(model, truthFile), new PairsView(model, thumbnails));
    HBox columns = new HBox(32, found, right);
    HBox.setHgrow(found, Priority.ALWAYS);
    HBox.setHgrow(right, Priority.ALWAYS);
    for (Region column : new Region[] {found, right}) {
      column.setPrefWidth(500);
      column.setMinWidth(0);
    }
    ScrollPane scroll = new ScrollPane(columns);
    scroll.setFitToWidth(true);
    scroll.setFocusTraversable(false);
    scroll.getStyleClass().add("lab-scroll");
    VBox.setVgrow(scroll, Priority.ALWAYS);
    VBox page = new VBox(12, head(), scroll, new Separator(), buttons());
    page.getStyleClass().add("folder-card");
    getChildren().add(page);
    addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
  }

  private VBox head() {
    Label title = new Label("How should " + model.folder().getFileName() + " be read?");
    title.getStyleClass().add("folder-title");
    Label path = new Label(model.folder().toString());
    path.getStyleClass().add("muted");
    path.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    path.setTooltip(new Tooltip(model.folder().toString()));
    return new VBox(4, title, path);
  }

  private HBox buttons() {
    BooleanBinding notReady =
        Bindings.createBooleanBinding(
            () -> model.busyProperty().get() || model.previewProperty().get() == null,
            model.busyProperty(),
            model.previewProperty());
    Label note =
        new Label(
            model.canSave()
                ? "Saved, the folder opens at once next time, here and on the command line."
                : "Only what lies in the folder can be saved; link the images into it.");
    note.getStyleClass().add("form-note");
    note.setMinWidth(0);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    Button cancel = new Button("Cancel");
    cancel.setId("folder-cancel");
    cancel.setOnAction(event -> model.cancel());
    Button save = new Button("Save as Map");
    save.setId("folder-save");
    save.setTooltip(new Tooltip("Writes map.json into the folder and opens it"));
    save.disableProperty().bind(notReady.or(Bindings.createBooleanBinding(() -> !model.canSave())));
    save.setOnAction(event -> model.save());
    Button open = new Button("Open");
    open.setId("folder-open");
    open.getStyleClass().add("accent");
    open.setDefaultButton(true);
    open.disableProperty().bind(notReady);
    open.setOnAction(event -> model.open());
    for (Button button : new Button[] {cancel, save, open}) {
      button.setMinWidth(Region.USE_PREF_SIZE);
    }
    HBox row = new HBox(8, note, gap, cancel, save, open);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  /** Enter opens and Escape leaves, wherever the focus is; a button with the focus acts itself. */
  private void onKey(KeyEvent event) {
    if (event.getCode() == KeyCode.ESCAPE) {
      event.consume();
      model.cancel();
    } else if (event.getCode() == KeyCode.ENTER && !(event.getTarget() instanceof Button)) {
      event.consume();
      model.open();
    }
  }

  /** Gives the focus to the first thing to choose. */
  public void takeFocus() {
    // A scroll pane adds its content with its skin; what is not in the window takes no focus.
    applyCss();
    found.takeFocus();
  }
}
