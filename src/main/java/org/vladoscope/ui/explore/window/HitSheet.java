package org.vladoscope.ui.explore.window;

import javafx.collections.FXCollections;
import javafx.scene.input.KeyEvent;
import org.controlsfx.control.GridView;
import org.jspecify.annotations.Nullable;
import org.vladoscope.ui.view.Thumbnails;
import org.vladoscope.window.WindowHit;
import org.vladoscope.window.WindowHits;

/** The contact sheet: images of the hits in rows, the most similar first. */
final class HitSheet {

  private static final double GAP = 4;

  private final WindowSearchModel model;
  private final GridView<WindowHit> grid = new GridView<>();

  HitSheet(WindowSearchModel model, Thumbnails thumbnails) {
    this.model = model;
    grid.setId("window-hits");
    grid.setCellWidth(HitCell.WIDTH + HitCell.AROUND_WIDTH);
    grid.setCellHeight(HitCell.HEIGHT + HitCell.AROUND_HEIGHT);
    grid.setHorizontalCellSpacing(GAP);
    grid.setVerticalCellSpacing(GAP);
    grid.setCellFactory(view -> new HitCell(model, thumbnails));
    grid.setFocusTraversable(true);
    grid.setAccessibleText(
        "Where else the window is seen, the most similar first. Arrow keys choose a hit and put its"
            + " image beside the window.");
    grid.addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
    model.hitsProperty().addListener((o, was, now) -> fill(now));
    fill(model.hitsProperty().get());
  }

  /** What is shown. */
  GridView<WindowHit> node() {
    return grid;
  }

  private void fill(@Nullable WindowHits hits) {
    grid.setItems(
        hits == null
            ? FXCollections.observableArrayList()
            : FXCollections.observableList(hits.hits()));
  }

  private void onKey(KeyEvent event) {
    if (event.isShortcutDown() || event.isAltDown()) {
      return;
    }
    int columns =
        (int) Math.max(1, grid.getWidth() / (HitCell.WIDTH + HitCell.AROUND_WIDTH + 2 * GAP));
    switch (event.getCode()) {
      case RIGHT -> model.step(1);
      case LEFT -> model.step(-1);
      case DOWN -> model.step(columns);
      case UP -> model.step(-columns);
      default -> {
        return;
      }
    }
    event.consume();
  }
}
