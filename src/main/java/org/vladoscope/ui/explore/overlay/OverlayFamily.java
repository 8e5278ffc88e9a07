package org.vladoscope.ui.explore.overlay;

import java.util.List;
import java.util.Optional;
import org.kordamp.ikonli.feather.Feather;
import org.vladoscope.aggregate.Aggregator;
import org.vladoscope.ui.explore.overlay.Overlay.Unit;
import org.vladoscope.ui.map.Comparison;

/** Overlays of values that share a button: numbers of cells, and numbers of patches. */
public enum OverlayFamily {
  /** Clusters of the cells. */
  CLUSTERS(
      "clusters",
      Unit.CELL,
      new OverlayButton(Feather.GRID, "Clusters", "Colours by the clusters of each cell"),
      List.of("2", "Numpad 2")),
  /** Patches of the chosen size. */
  PATCHES(
      "patches",
      Unit.PATCH,
      new OverlayButton(Feather.THERMOMETER, "Patches", "Colours by the numbers of each patch"),
      List.of("3", "Numpad 3")),
  /** What the network gives for each cell, before any clusters. */
  FEATURES(
      "features",
      Unit.CELL,
      new OverlayButton(
          Feather.LAYERS, "Features", "Colours by the features of each cell and by attention"),
      List.of("Shift+1"));

  private final String id;
  private final Unit unit;
  private final OverlayButton button;
  private final List<String> keys;

  OverlayFamily(String id, Unit unit, OverlayButton button, List<String> keys) {
    this.id = id;
    this.unit = unit;
    this.button = button;
    this.keys = keys;
  }

  /** Names it in commands. */
  public String id() {
    return id;
  }

  /** Where its numbers lie. */
  public Unit unit() {
    return unit;
  }

  /** Its button; the text is its name. */
  public OverlayButton button() {
    return button;
  }

  /** Why a pair has no such numbers, as a sentence; empty if it has. */
  public Optional<String> absent(Comparison pair) {
    Aggregator aggregator = pair.config().aggregator();
    return switch (this) {
      case CLUSTERS ->
          pair.clusters().isPresent()
              ? Optional.empty()
              : Optional.of(aggregator.label() + " has no clusters with residuals to show.");
      case PATCHES -> pair.hasPatches() ? Optional.empty() : aggregator.withoutPatches();
      case FEATURES ->
          aggregator.aggregates()
              ? Optional.empty()
              : Optional.of(
                  pair.config().backbone().id()
                      + " gives one descriptor of the whole image, and no cells to colour.");
    };
  }

  /** Keys that show the overlay of it that was shown last, and hide it. */
  public List<String> keys() {
    return keys;
  }
}
