package org.vladoscope.ui.evaluate.mix;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.vladoscope.common.InputException;
import org.vladoscope.config.ClusterMix;
import org.vladoscope.ui.view.Words;

/** The chosen cluster: its factor to be typed, mute and solo, and what muting it would do. */
final class ClusterStrip extends HBox {

  private final MixModel model;
  private final Label name = new Label();
  private final TextField factor = new TextField();
  private final Label counts = new Label();
  private final ToggleButton mute = toggle("Mute", "mix-mute", "Mute the cluster (M)");
  private final ToggleButton solo =
      toggle("Solo", "mix-solo", "Only clusters that are solo count (S)");
  private final Label effect = new Label();

  /** True while the effect's place says why what was typed was refused. */
  private boolean refused;

  ClusterStrip(MixModel model) {
    super(10);
    this.model = model;
    name.getStyleClass().add("section-title");
    name.setMinWidth(Region.USE_PREF_SIZE);
    name.setId("mix-cluster");
    factor.setId("mix-factor");
    factor.getStyleClass().addAll("small", "tabular");
    factor.setPrefWidth(64);
    factor.setMinWidth(64);
    factor.setAccessibleText("Factor of the chosen cluster");
    factor.setTooltip(
        new Tooltip("What the cluster's block of a descriptor is multiplied by; Enter takes it"));
    factor.setOnAction(event -> take());
    factor
        .focusedProperty()
        .addListener(
            (o, before, now) -> {
              if (!now) {
                refresh();
              }
            });
    counts.getStyleClass().addAll("muted", "tabular");
    counts.setMinWidth(Region.USE_PREF_SIZE);
    counts.setTooltip(
        new Tooltip(
            "How much the cluster counts in similarities, beside one at 1: the square of its"
                + " factor"));
    effect.setId("mix-effect");
    effect.getStyleClass().addAll("tabular");
    effect.setMinWidth(0);
    HBox.setHgrow(effect, Priority.ALWAYS);
    mute.setOnAction(event -> model.mute());
    solo.setOnAction(event -> model.solo());
    getChildren().addAll(name, factor, counts, solo, mute, effect);
    setAlignment(Pos.CENTER_LEFT);
    setMinHeight(Region.USE_PREF_SIZE);
    model.chosenProperty().addListener(o -> refresh());
    model.fadersProperty().addListener(o -> refresh());
    model.effectsProperty().addListener(o -> refreshEffect());
    refresh();
  }

  private static ToggleButton toggle(String text, String id, String help) {
    ToggleButton button = new ToggleButton(text);
    button.setId(id);
    button.getStyleClass().add("small");
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setTooltip(new Tooltip(help));
    return button;
  }

  private void take() {
    int cluster = model.chosenProperty().get();
    try {
      ClusterMix typed = ClusterMix.parse(cluster + "=" + factor.getText().strip());
      model.apply(model.fadersProperty().get().withFactor(cluster, typed.factor(cluster)));
      refresh();
    } catch (InputException e) {
      refused = true;
      effect.setText(Words.of(e));
    }
  }

  private void refresh() {
    Faders faders = model.fadersProperty().get();
    int cluster = model.chosenProperty().get();
    if (cluster >= faders.clusters()) {
      return;
    }
    name.setText("Cluster " + cluster);
    factor.setText(ClusterText.factor(faders.factor(cluster)));
    counts.setText(ClusterText.counts(cluster, faders));
    mute.setSelected(faders.muted().contains(cluster));
    solo.setSelected(faders.solo().contains(cluster));
    refused = false;
    refreshEffect();
  }

  /** Comes while somebody types, and leaves alone what is typed and why it was refused. */
  private void refreshEffect() {
    Faders faders = model.fadersProperty().get();
    int cluster = model.chosenProperty().get();
    if (refused || cluster >= faders.clusters()) {
      return;
    }
    MixModel.Effects known = model.effectsProperty().get();
    effect.setText(
        faders.isSilent(cluster)
            ? ""
            : model.areEffectsUpToDate() && cluster < known.list().size()
                ? ClusterText.effect(known.list().get(cluster))
                : "Muted: \u2026");
  }
}
