package org.vladoscope.cli.option;

import java.util.List;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.figure.Figure;
import org.vladoscope.pipeline.PreparedMap;
import org.vladoscope.ranking.PlaceTruth;

/**
 * Draws the overlays of the window over pairs of images. The command line knows them only by this,
 * so that it needs no JavaFX.
 */
public interface OverlayFigures {

  /** There are none. */
  OverlayFigures NONE =
      new OverlayFigures() {
        @Override
        public List<String> ids() {
          return List.of();
        }

        @Override
        public void check(String overlay) {
          throw new InputException("There are no overlays here.");
        }

        @Override
        public Figure draw(String overlay, Pair pair, Progress progress) {
          throw new InputException("There are no overlays here.");
        }
      };

  /**
   * A pair of images.
   *
   * @param mapName what the map is called
   * @param map describes images
   * @param query the image on the left
   * @param candidate the image on the right
   * @param truth whether both show the same place
   */
  record Pair(
      String mapName, PreparedMap map, PlaceImage query, PlaceImage candidate, PlaceTruth truth) {}

  /** The names of the overlays that there are. */
  List<String> ids();

  /**
   * Looks at an overlay before anything is computed.
   *
   * @param overlay its name; settings follow a colon
   * @throws InputException if there is none of that name or setting, with those there are
   */
  void check(String overlay);

  /**
   * Draws an overlay over a pair, with its legend.
   *
   * @throws InputException saying why this pair has none
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  Figure draw(String overlay, Pair pair, Progress progress);
}
