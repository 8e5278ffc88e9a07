package org.vladoscope.ui.explore.window;

import java.util.List;
import java.util.Optional;
import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.StrokeType;
import org.controlsfx.control.GridCell;
import org.vladoscope.figure.Box;
import org.vladoscope.figure.Palette;
import org.vladoscope.ui.map.Truth;
import org.vladoscope.ui.view.Thumbnails;
import org.vladoscope.ui.view.Words;
import org.vladoscope.window.WindowHit;

/** The whole image of a hit with its window, how similar it is, and whether it is right. */
final class HitCell extends GridCell<WindowHit> {

  static final double WIDTH = 136;
  static final double HEIGHT = 102;

  /** Padding, name and numbers. */
  static final double AROUND_WIDTH = 12;

  static final double AROUND_HEIGHT = 48;

  private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

  private final WindowSearchModel model;
  private final Thumbnails thumbnails;
  private final ImageView view = new ImageView();
  private final Rectangle halo = new Rectangle();
  private final Rectangle window = new Rectangle();
  private final Label rank = new Label();
  private final Label truth = new Label();
  private final Label name = new Label();
  private final Label numbers = new Label();
  private final VBox box;
  private final Tooltip tooltip = new Tooltip();
  private Thumbnails.Request request = () -> {};

  /** Kept here because the property only holds it weakly: cells come and go. */
  private final InvalidationListener onChosen = o -> mark();

  HitCell(WindowSearchModel model, Thumbnails thumbnails) {
    this.model = model;
    this.thumbnails = thumbnails;
    getStyleClass().add("hit-cell");
    halo.setFill(null);
    halo.setStroke(Color.WHITE);
    halo.setStrokeType(StrokeType.CENTERED);
    halo.setStrokeWidth(3.5);
    window.setFill(null);
    window.setStroke(
        Color.rgb(Palette.CHOSEN.red(), Palette.CHOSEN.green(), Palette.CHOSEN.blue()));
    window.setStrokeWidth(1.8);
    Pane drawn = new Pane(view, halo, window);
    drawn.setMinSize(WIDTH, HEIGHT);
    drawn.setPrefSize(WIDTH, HEIGHT);
    drawn.setMaxSize(WIDTH, HEIGHT);
    drawn.setClip(new Rectangle(WIDTH, HEIGHT));
    drawn.getStyleClass().add("thumbnail");
    rank.getStyleClass().addAll("badge", "tabular");
    truth.getStyleClass().add("badge");
    StackPane.setAlignment(rank, Pos.TOP_LEFT);
    StackPane.setAlignment(truth, Pos.TOP_RIGHT);
    StackPane.setMargin(rank, new Insets(4));
    StackPane.setMargin(truth, new Insets(4));
    name.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    name.setMaxWidth(WIDTH);
    name.getStyleClass().add("image-name");
    numbers.getStyleClass().addAll("card-numbers", "tabular");
    box = new VBox(2, new StackPane(drawn, rank, truth), name, numbers);
    model.chosenProperty().addListener(new WeakInvalidationListener(onChosen));
    setOnMouseClicked(
        event -> {
          WindowHit hit = getItem();
          if (hit != null && event.getButton() == MouseButton.PRIMARY) {
            model.open(hit);
          }
        });
  }

  @Override
  protected void updateItem(WindowHit hit, boolean empty) {
    super.updateItem(hit, empty);
    request.cancel();
    if (empty || hit == null) {
      view.setImage(null);
      setGraphic(null);
      setTooltip(null);
      setAccessibleText(null);
    } else {
      place(hit);
      request = thumbnails.request(hit.image().file(), this::show);
      Truth known = Truth.of(hit.truth());
      rank.setText(String.valueOf(getIndex() + 1));
      truth.setText(known.symbol());
      truth.setVisible(known != Truth.UNKNOWN);
      truth.getStyleClass().removeIf(style -> style.startsWith("truth-"));
      truth.getStyleClass().add(known.styleClass());
      name.setText(Words.withoutEnding(Words.shortName(hit.image().name())));
      numbers.setText(WindowText.numbers(hit));
      String words =
          hit.image().name()
              + "\n"
              + known.label()
              + "\nSimilarity "
              + WindowText.numbers(hit)
              + "\nClick to see it beside the window";
      tooltip.setText(words);
      setTooltip(tooltip);
      setAccessibleText((getIndex() + 1) + ", " + words);
      setGraphic(box);
    }
    mark();
  }

  /** Puts image and window where the whole image fits. */
  private void place(WindowHit hit) {
    double scale = Math.min(WIDTH / hit.size().width(), HEIGHT / hit.size().height());
    double width = scale * hit.size().width();
    double height = scale * hit.size().height();
    double left = (WIDTH - width) / 2;
    double top = (HEIGHT - height) / 2;
    view.setImage(null);
    view.setX(left);
    view.setY(top);
    view.setFitWidth(width);
    view.setFitHeight(height);
    Box pixels = hit.pixels();
    for (Rectangle rectangle : List.of(halo, window)) {
      rectangle.setX(left + scale * pixels.left());
      rectangle.setY(top + scale * pixels.top());
      rectangle.setWidth(scale * pixels.width());
      rectangle.setHeight(scale * pixels.height());
    }
  }

  private void show(Optional<Image> loaded) {
    view.setImage(loaded.orElse(null));
  }

  private void mark() {
    WindowHit hit = getItem();
    pseudoClassStateChanged(CHOSEN, hit != null && hit.equals(model.chosenProperty().get()));
  }
}
