package org.vladoscope.ui.evaluate.atlas;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javafx.collections.FXCollections;
import javafx.geometry.Orientation;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.vladoscope.alias.Alias;
import org.vladoscope.ui.view.Numbers;
import org.vladoscope.ui.view.ThumbnailView;
import org.vladoscope.ui.view.Thumbnails;
import org.vladoscope.ui.view.Words;

/** The pairs that are listed, images side by side, the most similar first. */
final class TwinGallery {

  private static final double WIDTH = 112;
  private static final double HEIGHT = 84;

  private final AtlasModel model;
  private final ListView<Alias> list = new ListView<>();
  private boolean following;

  TwinGallery(AtlasModel model, Thumbnails thumbnails) {
    this.model = model;
    list.setId("atlas-twins");
    list.setOrientation(Orientation.HORIZONTAL);
    list.setAccessibleText(
        "Pairs that look alike, the most similar first. Arrow keys choose, Enter opens.");
    list.setCellFactory(view -> new Cell(thumbnails));
    list.setPrefHeight(HEIGHT + 58);
    list.setMinHeight(HEIGHT + 58);
    Label nothing = new Label("No pair is so similar. Move the slider to list more.");
    nothing.getStyleClass().add("muted");
    list.setPlaceholder(nothing);
    list.addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
    list.getSelectionModel().selectedItemProperty().addListener((o, was, now) -> onSelected(now));
    model.listedProperty().addListener((o, was, now) -> fill(now));
    model.chosenProperty().addListener((o, was, now) -> follow(now));
    fill(model.listedProperty().get());
  }

  /** What is shown. */
  ListView<Alias> node() {
    return list;
  }

  private void fill(List<Alias> aliases) {
    following = true;
    list.setItems(FXCollections.observableList(aliases));
    following = false;
    follow(model.chosenProperty().get());
  }

  private void onSelected(@Nullable Alias now) {
    if (!following && now != null) {
      model.chosenProperty().set(now);
    }
  }

  private void follow(@Nullable Alias chosen) {
    if (Objects.equals(chosen, list.getSelectionModel().getSelectedItem())) {
      return;
    }
    following = true;
    int at = chosen == null ? -1 : list.getItems().indexOf(chosen);
    if (at < 0) {
      list.getSelectionModel().clearSelection();
    } else {
      list.getSelectionModel().select(at);
      list.scrollTo(Math.max(0, at - 1));
    }
    following = false;
  }

  private void onKey(KeyEvent event) {
    Alias alias = list.getSelectionModel().getSelectedItem();
    if (alias != null && event.getCode() == KeyCode.ENTER) {
      model.open(alias);
      event.consume();
    }
  }

  /** Similarity and, where it is known, distance. */
  static String numbers(Alias alias) {
    return similarity(alias.similarity())
        + (Double.isNaN(alias.metres()) ? "" : "   " + metres(alias.metres()) + " apart");
  }

  /** Four decimals: descriptors that look alike differ late. */
  static String similarity(double value) {
    // What rounds to nothing has no sign.
    double shown = Math.abs(value) < 5e-5 ? 0 : value;
    return String.format(Locale.ROOT, "%.4f", shown).replace('-', '\u2212');
  }

  /** Metres, or kilometres from ten on. */
  static String metres(double metres) {
    return metres >= 10_000
        ? String.format(Locale.ROOT, "%.1f\u2009km", metres / 1000)
        : Numbers.count(Math.round(metres)) + "\u2009m";
  }

  /** Whole metres. */
  static String whole(double metres) {
    return Numbers.count(Math.round(metres));
  }

  private final class Cell extends ListCell<Alias> {

    private final ThumbnailView first;
    private final ThumbnailView second;
    private final Label firstName = name();
    private final Label secondName = name();
    private final Label numbers = new Label();
    private final VBox box;
    private final Tooltip tooltip = new Tooltip();

    Cell(Thumbnails thumbnails) {
      first = new ThumbnailView(thumbnails, WIDTH, HEIGHT);
      second = new ThumbnailView(thumbnails, WIDTH, HEIGHT);
      getStyleClass().add("behind-cell");
      numbers.getStyleClass().addAll("card-numbers", "tabular");
      box =
          new VBox(
              2,
              new HBox(4, new VBox(2, first, firstName), new VBox(2, second, secondName)),
              numbers);
      setOnMouseClicked(
          event -> {
            Alias alias = getItem();
            if (alias != null
                && event.getButton() == MouseButton.PRIMARY
                && event.getClickCount() == 2) {
              model.open(alias);
            }
          });
    }

    private static Label name() {
      Label label = new Label();
      label.getStyleClass().add("image-name");
      label.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
      label.setMaxWidth(WIDTH);
      return label;
    }

    @Override
    protected void updateItem(Alias alias, boolean empty) {
      super.updateItem(alias, empty);
      if (empty || alias == null) {
        first.setFile(null);
        second.setFile(null);
        setGraphic(null);
        setTooltip(null);
        setAccessibleText(null);
        return;
      }
      String one = model.first(alias).name();
      String other = model.second(alias).name();
      first.setFile(model.first(alias).file());
      second.setFile(model.second(alias).file());
      firstName.setText(
          (alias.ofQuery() ? "\u25c7 " : "") + Words.withoutEnding(Words.shortName(one)));
      secondName.setText(Words.withoutEnding(Words.shortName(other)));
      numbers.setText(numbers(alias));
      tooltip.setText(
          (alias.ofQuery() ? "Query " : "")
              + one
              + "\n"
              + other
              + "\n"
              + numbers(alias)
              + "\nDouble-click to see the pair in Explore");
      setTooltip(tooltip);
      setAccessibleText(one + ", " + other + ", " + numbers(alias));
      setGraphic(box);
    }
  }
}
