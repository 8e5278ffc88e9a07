package org.vladoscope.ui.opening;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.ui.view.ThumbnailView;
import org.vladoscope.ui.view.Thumbnails;
import org.vladoscope.ui.view.Words;

/**
 * Some queries beside the nearest image that should show the same place: a look tells if it does.
 */
final class PairsView extends VBox {

  private static final double WIDTH = 152;
  private static final double HEIGHT = 84;

  private final Thumbnails thumbnails;
  private final HBox row = new HBox(16);
  private final Label none = new Label();

  PairsView(OpeningModel model, Thumbnails thumbnails) {
    super(6);
    this.thumbnails = thumbnails;
    Label title = new Label("Should show the same place");
    title.getStyleClass().add("section-title");
    none.getStyleClass().add("muted");
    none.setId("folder-no-pairs");
    none.setWrapText(true);
    row.setId("folder-pairs");
    Label note = new Label("query above, its nearest match below");
    note.getStyleClass().add("form-note");
    note.visibleProperty().bind(Bindings.isNotEmpty(row.getChildren()));
    HBox head = new HBox(8, title, note);
    head.setAlignment(Pos.BASELINE_LEFT);
    head.visibleProperty().bind(Bindings.isNotEmpty(row.getChildren()));
    head.managedProperty().bind(head.visibleProperty());
    getChildren().addAll(head, row, none);
    model.previewProperty().addListener((o, before, now) -> show(now, model.problemProperty()));
    model
        .problemProperty()
        .addListener(o -> show(model.previewProperty().get(), model.problemProperty()));
    show(model.previewProperty().get(), model.problemProperty());
  }

  /** What is wrong stands by the rule; here it says why there is nothing to look at. */
  private void show(@Nullable Preview preview, ReadOnlyStringProperty problem) {
    List<Preview.Pair> pairs = preview == null ? List.of() : preview.pairs();
    row.getChildren().setAll(pairs.stream().map(this::pair).toList());
    none.setText(
        problem.get().isEmpty()
            ? "No pair is known to match."
            : "No pairs are shown until it is clear what counts as right.");
    none.setVisible(pairs.isEmpty() && (preview != null || !problem.get().isEmpty()));
    none.setManaged(none.isVisible());
  }

  private VBox pair(Preview.Pair pair) {
    VBox box = new VBox(4);
    box.getChildren().addAll(picture(pair.query()), name(pair.query()));
    box.getChildren().addAll(picture(pair.match()), name(pair.match()));
    return box;
  }

  private ThumbnailView picture(PlaceImage image) {
    ThumbnailView view = new ThumbnailView(thumbnails, WIDTH, HEIGHT);
    view.setFile(image.file());
    view.setAccessibleText(image.name());
    return view;
  }

  private static Label name(PlaceImage image) {
    Label label = new Label(Words.shortName(image.name()));
    label.getStyleClass().add("image-name");
    label.setMaxWidth(WIDTH);
    label.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    return label;
  }
}
