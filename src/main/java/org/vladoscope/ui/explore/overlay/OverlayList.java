package org.vladoscope.ui.explore.overlay;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The overlays of a window, in the order in which menus and buttons list them.
 *
 * @param all the list
 */
public record OverlayList(List<Overlay> all) {

  /** Checks that no id is taken twice. */
  public OverlayList {
    all = List.copyOf(all);
    Set<String> ids = new HashSet<>();
    for (Overlay overlay : all) {
      if (!ids.add(overlay.id())) {
        throw new IllegalArgumentException("there are two overlays " + overlay.id());
      }
    }
  }

  /** Those that draw lines. */
  public List<LineOverlay> lines() {
    return all.stream().filter(LineOverlay.class::isInstance).map(LineOverlay.class::cast).toList();
  }

  /** Those that colour the images. */
  public List<ValueOverlay> values() {
    return all.stream()
        .filter(ValueOverlay.class::isInstance)
        .map(ValueOverlay.class::cast)
        .toList();
  }

  /** Those of a family. */
  public List<ValueOverlay> of(OverlayFamily family) {
    return values().stream().filter(overlay -> overlay.family() == family).toList();
  }

  /**
   * The one that draws lines under an id.
   *
   * @throws IllegalArgumentException if there is none
   */
  public LineOverlay line(String id) {
    return found(lines(), id);
  }

  /**
   * The one that colours the images under an id.
   *
   * @throws IllegalArgumentException if there is none
   */
  public ValueOverlay value(String id) {
    return found(values(), id);
  }

  private static <T extends Overlay> T found(List<T> among, String id) {
    return among.stream()
        .filter(overlay -> overlay.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no overlay " + id));
  }
}
