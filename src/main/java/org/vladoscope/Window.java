package org.vladoscope;

import java.util.List;
import org.vladoscope.cli.option.OverlayFigures;
import org.vladoscope.cli.window.GuiLauncher;
import org.vladoscope.cli.window.WindowStart;
import org.vladoscope.common.Progress;
import org.vladoscope.figure.Figure;
import org.vladoscope.ui.explore.PairDrawing;
import org.vladoscope.ui.explore.overlay.known.Overlays;
import org.vladoscope.ui.map.Truth;

/**
 * The window, as the command line knows it.
 *
 * @param opening opens it
 */
record Window(GuiLauncher opening) implements GuiLauncher {

  @Override
  public int launch(WindowStart start) {
    return opening.launch(start);
  }

  @Override
  public OverlayFigures overlays() {
    return new OverlayFigures() {
      @Override
      public List<String> ids() {
        return drawing().ids();
      }

      @Override
      public void check(String overlay) {
        drawing().check(overlay);
      }

      @Override
      public Figure draw(String overlay, Pair pair, Progress progress) {
        Main.drawWithoutScreen();
        return drawing()
            .draw(
                overlay,
                pair.mapName(),
                pair.map(),
                pair.query(),
                pair.candidate(),
                Truth.of(pair.truth()),
                progress);
      }
    };
  }

  /** Made when it is asked for: other commands need no overlays. */
  private static PairDrawing drawing() {
    return new PairDrawing(Overlays.ALL);
  }
}
