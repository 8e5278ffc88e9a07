package org.vladoscope.ui.explore.overlay;

import java.util.List;
import java.util.function.Function;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.control.Toggle;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.vladoscope.ui.view.Segments;
import org.vladoscope.vlad.PatchScale;

/** The patch sizes of what is shown; the one that is chosen is that of all overlays. */
public final class PatchSizes extends HBox {

  private final OverlayModel overlays;
  private final Function<PatchScale, String> help;
  private List<PatchScale> listed = List.of();
  private ToggleGroup group = new ToggleGroup();

  /**
   * A choice among no sizes yet.
   *
   * @param help what the choice of a size does, for its tip
   */
  public PatchSizes(OverlayModel overlays, Function<PatchScale, String> help) {
    this.overlays = overlays;
    this.help = help;
    setAlignment(Pos.CENTER_LEFT);
    setFillHeight(false);
    setMinWidth(USE_PREF_SIZE);
    overlays.scaleProperty().addListener(o -> mark());
  }

  /** Offers other sizes; none for nothing to choose. */
  public void show(List<PatchScale> scales) {
    if (!scales.equals(listed)) {
      listed = List.copyOf(scales);
      list();
    }
    mark();
  }

  private void list() {
    group = new ToggleGroup();
    ToggleButton[] buttons = new ToggleButton[listed.size()];
    for (int i = 0; i < buttons.length; i++) {
      int index = i;
      int size = listed.get(i).size();
      buttons[i] = new ToggleButton(size + "\u00d7" + size);
      buttons[i].getStyleClass().add("small");
      buttons[i].setTooltip(new Tooltip(help.apply(listed.get(i))));
      buttons[i].setOnAction(event -> overlays.scaleProperty().set(index));
    }
    getChildren().clear();
    if (buttons.length > 0) {
      getChildren().add(Segments.of(group, buttons));
    }
  }

  private void mark() {
    ObservableList<Toggle> sizes = group.getToggles();
    int chosen = overlays.scaleProperty().get();
    if (chosen < sizes.size()) {
      group.selectToggle(sizes.get(chosen));
    }
  }
}
