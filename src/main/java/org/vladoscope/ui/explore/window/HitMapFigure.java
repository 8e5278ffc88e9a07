package org.vladoscope.ui.explore.window;

import org.jspecify.annotations.Nullable;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.figure.Box;
import org.vladoscope.figure.Colour;
import org.vladoscope.figure.Figure;
import org.vladoscope.figure.Palette;
import org.vladoscope.figure.Point;
import org.vladoscope.ui.export.Drawable;
import org.vladoscope.ui.places.PlaceLayout;
import org.vladoscope.ui.places.PlacesView;
import org.vladoscope.window.WindowHit;
import org.vladoscope.window.WindowHits;

/**
 * The map with its hits as it is seen, for files: on white.
 *
 * @param title above
 * @param map the map
 * @param layout where its places lie
 * @param hits the hits
 * @param view the part that is seen
 * @param chosen a hit that stands out, or null
 */
record HitMapFigure(
    String title,
    PlaceMap map,
    PlaceLayout layout,
    WindowHits hits,
    PlacesView view,
    @Nullable WindowHit chosen)
    implements Drawable {

  private static final double MARGIN = 16;
  private static final double TITLE = 34;
  private static final double LEGEND = 26;

  @Override
  public Figure figure() {
    return Figure.of(
        view.width() + 2 * MARGIN,
        TITLE + view.height() + LEGEND + MARGIN,
        title,
        drawing -> {
          drawing.text(title, new Point(MARGIN, 22), 13, true, Palette.INK);
          Box area = new Box(MARGIN, TITLE, view.width(), view.height());
          PlacesView inside =
              new PlacesView(
                  view.centerX() - MARGIN / view.scaleX(),
                  view.centerY() + TITLE / view.scaleY(),
                  view.scaleX(),
                  view.scaleY(),
                  view.width(),
                  view.height());
          HitMapDrawing known = new HitMapDrawing(map, layout, hits, false);
          drawing.group("places and hits", area, 1, () -> known.draw(drawing, inside, chosen));
          drawing.box(area, Colour.rgb(0xd8dee4), 1);
          HitMap.scale(drawing, known, new Point(MARGIN, area.bottom() + 18), false);
        });
  }
}
