package org.vladoscope.ui.evaluate.atlas;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vladoscope.alias.Alias;
import org.vladoscope.figure.Box;
import org.vladoscope.figure.Colour;
import org.vladoscope.figure.Drawing;
import org.vladoscope.figure.Figure;
import org.vladoscope.figure.Palette;
import org.vladoscope.figure.Point;
import org.vladoscope.ui.export.Drawable;
import org.vladoscope.ui.places.PlacesView;

/**
 * The map with its arcs as it is seen, for files: on white, with legend and what was done.
 *
 * @param title above
 * @param known what was computed
 * @param view the part that is seen
 * @param aliases pairs, the most similar first
 * @param most so many arcs at most
 * @param chosen a pair that stands out, or null
 * @param notes what was done, sentences
 */
record AtlasFigure(
    String title,
    AtlasModel.Known known,
    PlacesView view,
    List<Alias> aliases,
    int most,
    @Nullable Alias chosen,
    List<String> notes)
    implements Drawable {

  private static final double MARGIN = 16;
  private static final double TITLE = 34;
  private static final double ROW = 18;
  private static final double TEXT = 12;
  private static final double SMALL = 11;
  private static final double LETTER = 6.1;
  private static final int SCALE = 80;

  /** Copies the lists. */
  AtlasFigure {
    aliases = List.copyOf(aliases);
    notes = List.copyOf(notes);
  }

  @Override
  public Figure figure() {
    double width = view.width() + 2 * MARGIN;
    List<String> lines = new ArrayList<>();
    notes.forEach(note -> lines.addAll(wrapped(note, view.width())));
    double height = TITLE + view.height() + 2 * ROW + lines.size() * ROW + MARGIN;
    return Figure.of(width, height, title, drawing -> draw(drawing, lines));
  }

  private void draw(Drawing drawing, List<String> lines) {
    drawing.text(title, new Point(MARGIN, 22), 14, true, Palette.INK);
    AtlasDrawing atlas = new AtlasDrawing(known, false);
    Box area = new Box(MARGIN, TITLE, view.width(), view.height());
    // The same part of the plane, with the pixels of the area's corner.
    PlacesView inside =
        new PlacesView(
            view.centerX() - MARGIN / view.scaleX(),
            view.centerY() + TITLE / view.scaleY(),
            view.scaleX(),
            view.scaleY(),
            view.width(),
            view.height());
    List<AtlasDrawing.Arc> arcs = atlas.arcs(inside, aliases, most);
    drawing.group(
        "Places and arcs",
        area,
        1,
        () -> {
          atlas.places(drawing, inside);
          atlas.draw(drawing, arcs);
          AtlasDrawing.@Nullable Arc marked = chosen == null ? null : atlas.arc(inside, chosen, 1);
          if (marked != null) {
            atlas.mark(drawing, marked, 3);
          }
        });
    drawing.box(area, Colour.rgb(0xd8dee4), 1);
    double y = area.bottom() + ROW;
    legend(drawing, atlas, arcs, y);
    for (String line : lines) {
      y += ROW;
      drawing.text(line, new Point(MARGIN, y), SMALL, false, Palette.MUTED);
    }
  }

  private void legend(Drawing drawing, AtlasDrawing atlas, List<AtlasDrawing.Arc> arcs, double y) {
    double x = MARGIN;
    if (!Double.isNaN(atlas.low())) {
      String low = "Distinctiveness " + TwinGallery.similarity(atlas.low());
      drawing.text(low, new Point(x, y), TEXT, false, Palette.INK);
      x += LETTER * low.length() + 10;
      for (int i = 0; i < SCALE; i++) {
        drawing.fill(new Box(x + i, y - 9, 1, 10), AtlasDrawing.scale(i / (SCALE - 1.0), false));
      }
      String high = TwinGallery.similarity(atlas.high());
      drawing.text(high, new Point(x + SCALE + 6, y), TEXT, false, Palette.INK);
      x += SCALE + LETTER * high.length() + 30;
    }
    if (!arcs.isEmpty()) {
      drawing.line(new Point(x, y - 4), new Point(x + 24, y - 4), AtlasDrawing.arcs(false), 2.4);
      drawing.text(legend(arcs), new Point(x + 30, y), TEXT, false, Palette.INK);
    }
  }

  /** How many arcs there are and how similar their pairs. */
  static String legend(List<AtlasDrawing.Arc> arcs) {
    boolean queries = arcs.stream().anyMatch(arc -> arc.alias().ofQuery());
    return (arcs.size() == 1 ? "1 pair, " : arcs.size() + " pairs, ")
        + TwinGallery.similarity(arcs.getLast().alias().similarity())
        + " to "
        + TwinGallery.similarity(arcs.getFirst().alias().similarity())
        + (queries ? "; dashed: a query and its wrong answer" : "");
  }

  private static List<String> wrapped(String text, double width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    int most = Math.max(20, (int) (width / 5.6));
    for (String word : text.split(" ", -1)) {
      if (line.length() + word.length() + 1 > most && !line.isEmpty()) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
