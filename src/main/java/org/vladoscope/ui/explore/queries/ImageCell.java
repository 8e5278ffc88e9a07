package org.vladoscope.ui.explore.queries;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.beans.property.ObjectProperty;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.controlsfx.control.GridCell;
import org.jspecify.annotations.Nullable;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.judge.QueryFate;
import org.vladoscope.ui.view.ThumbnailView;
import org.vladoscope.ui.view.Thumbnails;
import org.vladoscope.ui.view.Words;

/** A thumbnail with its name, and what became of the query. */
final class ImageCell extends GridCell<PlaceImage> {

  private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

  private final ObjectProperty<@Nullable PlaceImage> chosen;
  private final ThumbnailView thumbnail;
  private final Label name = new Label();
  private final Label outcome = new Label();
  private final @Nullable OutcomeBadges badges;
  private final VBox box;
  private final Tooltip tooltip = new Tooltip();

  /** Kept here because the property only holds it weakly: cells come and go. */
  private final ChangeListener<@Nullable PlaceImage> onChosen = (o, before, now) -> mark();

  private final InvalidationListener onOutcomes = o -> showOutcome();

  ImageCell(
      Thumbnails thumbnails,
      ObjectProperty<@Nullable PlaceImage> chosen,
      Consumer<PlaceImage> choose,
      @Nullable OutcomeBadges badges) {
    this.chosen = chosen;
    this.badges = badges;
    this.thumbnail = new ThumbnailView(thumbnails, 78, 60);
    getStyleClass().add("image-cell");
    name.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    name.setMaxWidth(80);
    name.getStyleClass().add("image-name");
    outcome.getStyleClass().add("badge");
    StackPane.setAlignment(outcome, Pos.TOP_RIGHT);
    StackPane.setMargin(outcome, new Insets(3));
    box = new VBox(2, new StackPane(thumbnail, outcome), name);
    box.setAlignment(Pos.TOP_CENTER);
    chosen.addListener(new WeakChangeListener<>(onChosen));
    if (badges != null) {
      badges.changes().addListener(new WeakInvalidationListener(onOutcomes));
    }
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
      name.setText(Words.withoutEnding(Words.shortName(item.name())));
      setTooltip(tooltip);
      setGraphic(box);
      showOutcome();
    }
    mark();
  }

  private void showOutcome() {
    PlaceImage item = getItem();
    if (item == null) {
      return;
    }
    Optional<QueryFate> known = badges == null ? Optional.empty() : badges.of(item);
    outcome.setVisible(known.isPresent());
    outcome.getStyleClass().removeIf(style -> style.startsWith("outcome-"));
    known.ifPresent(
        what -> {
          outcome.setText(OutcomeBadges.sign(what));
          outcome.getStyleClass().add(OutcomeBadges.style(what));
        });
    String words = item.name() + known.map(what -> "\n" + OutcomeBadges.words(what)).orElse("");
    tooltip.setText(words);
    setAccessibleText(words);
  }

  private void mark() {
    pseudoClassStateChanged(CHOSEN, getItem() != null && Objects.equals(getItem(), chosen.get()));
  }
}
