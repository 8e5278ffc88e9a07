package org.vladoscope.ui.explore.queries;

import java.util.Objects;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.VBox;
import org.controlsfx.control.GridCell;
import org.jspecify.annotations.Nullable;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.ui.view.ThumbnailView;
import org.vladoscope.ui.view.Thumbnails;
import org.vladoscope.ui.view.Words;

/** A thumbnail with its name. */
final class ImageCell extends GridCell<PlaceImage> {

  private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

  private final ObjectProperty<@Nullable PlaceImage> chosen;
  private final ThumbnailView thumbnail;
  private final Label name = new Label();
  private final VBox box;
  private final Tooltip tooltip = new Tooltip();

  /** Kept here because the property only holds it weakly: cells come and go. */
  private final ChangeListener<@Nullable PlaceImage> onChosen = (o, before, now) -> mark();

  ImageCell(
      Thumbnails thumbnails,
      ObjectProperty<@Nullable PlaceImage> chosen,
      Consumer<PlaceImage> choose) {
    this.chosen = chosen;
    this.thumbnail = new ThumbnailView(thumbnails, 92, 69);
    getStyleClass().add("image-cell");
    name.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    name.setMaxWidth(96);
    name.getStyleClass().add("image-name");
    box = new VBox(4, thumbnail, name);
    box.setAlignment(Pos.TOP_CENTER);
    chosen.addListener(new WeakChangeListener<>(onChosen));
    setOnMouseClicked(
        event -> {
          PlaceImage item = getItem();
          if (item != null && event.getButton() == MouseButton.PRIMARY) {
            choose.accept(item);
          }
        });
  }

  @Override
  protected void updateItem(PlaceImage item, boolean empty) {
    super.updateItem(item, empty);
    if (empty || item == null) {
      thumbnail.setFile(null);
      setGraphic(null);
      setTooltip(null);
    } else {
      thumbnail.setFile(item.file());
      name.setText(Words.withoutEnding(item.name()));
      tooltip.setText(item.name());
      setTooltip(tooltip);
      setAccessibleText(item.name());
      setGraphic(box);
    }
    mark();
  }

  private void mark() {
    pseudoClassStateChanged(CHOSEN, getItem() != null && Objects.equals(getItem(), chosen.get()));
  }
}
