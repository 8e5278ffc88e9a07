package org.vladoscope.ui.explore.pair;

import java.util.stream.IntStream;
import javafx.scene.control.ComboBox;
import org.vladoscope.ui.explore.overlay.OverlayModel;
import org.vladoscope.ui.explore.overlay.OverlaySettings;
import org.vladoscope.ui.explore.overlay.PairModel;
import org.vladoscope.ui.explore.token.TokenView;
import org.vladoscope.ui.view.LabelConverter;

/** Chooses a head of the attention, or the mean of all. */
final class HeadChooser extends ComboBox<Integer> {

  private final OverlayModel overlays;
  private boolean refreshing;

  HeadChooser(PairModel model, OverlayModel overlays) {
    this.overlays = overlays;
    getStyleClass().addAll("small", "head-chooser");
    setAccessibleText("Head of the attention");
    setConverter(
        new LabelConverter<>(
            head -> head == OverlaySettings.ALL_HEADS ? "Mean of all heads" : "Head " + head));
    setPrefWidth(150);
    valueProperty()
        .addListener(
            (o, before, now) -> {
              if (now != null && !refreshing) {
                overlays.headProperty().set(now);
              }
            });
    overlays.headProperty().addListener(o -> choose());
    model.tokensProperty().addListener((o, before, now) -> show(now));
    show(model.tokensProperty().get());
  }

  private void show(TokenView known) {
    TokenView.Attention attention = known.attention();
    int heads = attention == null ? 0 : attention.query().count();
    if (heads != getItems().size() - 1) {
      refreshing = true;
      getItems().setAll(IntStream.range(OverlaySettings.ALL_HEADS, heads).boxed().toList());
      refreshing = false;
      choose();
    }
  }

  private void choose() {
    refreshing = true;
    int head = overlays.headProperty().get();
    setValue(head < getItems().size() - 1 ? head : OverlaySettings.ALL_HEADS);
    refreshing = false;
  }
}
