package org.vladoscope.ui.explore.overlay.known;

import java.util.List;
import java.util.Set;
import org.kordamp.ikonli.feather.Feather;
import org.vladoscope.figure.MatchLine;
import org.vladoscope.ui.explore.overlay.LineOverlay;
import org.vladoscope.ui.explore.overlay.OverlayButton;
import org.vladoscope.ui.explore.overlay.OverlayInput;
import org.vladoscope.ui.explore.overlay.OverlayOption;
import org.vladoscope.ui.explore.overlay.OverlaySettings;

/** Lines between patches that are each other's nearest, or nearest on one side only. */
record MatchesOverlay() implements LineOverlay {

  @Override
  public String id() {
    return "matches";
  }

  @Override
  public String label() {
    return "Patch Matches";
  }

  @Override
  public List<String> keys() {
    return List.of("1", "Numpad 1");
  }

  @Override
  public OverlayButton button() {
    return new OverlayButton(Feather.SHARE_2, "Matches", "Lines between matched patches");
  }

  @Override
  public boolean initiallyShown() {
    return true;
  }

  @Override
  public Unit unit() {
    return Unit.PATCH;
  }

  @Override
  public Set<OverlayOption> options() {
    return Set.of(OverlayOption.MATCHES);
  }

  @Override
  public List<MatchLine> lines(OverlayInput input) {
    if (!input.comparison().hasPatches()) {
      return List.of();
    }
    OverlaySettings settings = input.settings();
    return MatchLine.choose(
        input.comparison().match().scales().get(settings.scale()),
        settings.kinds(),
        settings.maxMatches());
  }
}
