package org.vladoscope.ui.evaluate.embedding;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.vladoscope.embedding.Embedding;
import org.vladoscope.figure.Box;
import org.vladoscope.figure.Colour;
import org.vladoscope.figure.Drawing;
import org.vladoscope.figure.Figure;
import org.vladoscope.figure.Mark;
import org.vladoscope.figure.Palette;
import org.vladoscope.figure.Point;
import org.vladoscope.image.RgbImage;
import org.vladoscope.ui.export.Drawable;
import org.vladoscope.ui.places.PlacesView;

/**
 * The points as they are seen, for files: on white, with legend and what was done.
 *
 * @param title above
 * @param look how points look
 * @param chosen images that were chosen
 * @param parts one or two
 */
record ScatterFigure(String title, PointLook look, BitSet chosen, List<Part> parts)
    implements Drawable {

  private static final double MARGIN = 16;
  private static final double TITLE = 34;
  private static final double HEAD = 20;
  private static final double ROW = 18;
  private static final double TEXT = 12;
  private static final double SMALL = 11;
  private static final double LETTER = 6.1;

  /** More points than this are pixels in a drawing, too: no program opens so many marks. */
  private static final int MOST_MARKS = 20_000;

  /**
   * The points of one method.
   *
   * @param embedding where they lie
   * @param view the part that is seen
   */
  record Part(Embedding embedding, PlacesView view) {}

  /** Copies the list. */
  ScatterFigure {
    parts = List.copyOf(parts);
  }

  @Override
  public Figure figure() {
    double width = 2 * MARGIN + (parts.size() - 1) * MARGIN;
    double height = 0;
    for (Part part : parts) {
      width += part.view().width();
      height = Math.max(height, part.view().height());
    }
    List<List<String>> notes = new ArrayList<>();
    int most = 0;
    for (Part part : parts) {
      List<String> lines = wrapped(part.embedding().note(), part.view().width());
      notes.add(lines);
      most = Math.max(most, lines.size());
    }
    double across = width;
    double plot = height;
    double legend = TITLE + HEAD + plot + most * ROW + ROW;
    double last = legend + legendRows(across) * ROW + (look.note().isEmpty() ? 0 : ROW);
    return Figure.of(
        width, last + MARGIN, title, drawing -> draw(drawing, across, plot, legend, notes));
  }

  private void draw(
      Drawing drawing, double width, double plot, double legend, List<List<String>> notes) {
    drawing.text(title, new Point(MARGIN, 22), 14, true, Palette.INK);
    double left = MARGIN;
    for (int p = 0; p < parts.size(); p++) {
      Part part = parts.get(p);
      drawing.text(
          part.embedding().method().label(), new Point(left, TITLE + 12), TEXT, true, Palette.INK);
      Box area = new Box(left, TITLE + HEAD, part.view().width(), plot);
      drawing.group(part.embedding().method().label(), area, 1, () -> points(drawing, part, area));
      drawing.box(area, Colour.rgb(0xd8dee4), 1);
      double y = area.bottom() + 15;
      for (String line : notes.get(p)) {
        drawing.text(line, new Point(left, y), SMALL, false, Palette.MUTED);
        y += ROW;
      }
      left += part.view().width() + MARGIN;
    }
    double y = legend(drawing, width, legend);
    if (!look.note().isEmpty()) {
      drawing.text(look.note(), new Point(MARGIN, y + ROW), SMALL, false, Palette.MUTED);
    }
  }

  private void points(Drawing drawing, Part part, Box area) {
    Embedding embedding = part.embedding();
    int width = Math.max(1, (int) part.view().width());
    int height = Math.max(1, (int) part.view().height());
    if (embedding.count() > MOST_MARKS) {
      int[] pixels = new int[width * height];
      new ScatterPainter(embedding, look, false).paint(pixels, width, height, part.view(), chosen);
      drawing.image(
          RgbImage.onWhite(width, height, pixels), new Box(area.left(), area.top(), width, height));
      return;
    }
    for (int pass = 0; pass < 2; pass++) {
      for (int g = 0; g < look.groups().size(); g++) {
        for (int i = 0; i < embedding.count(); i++) {
          boolean top = chosen.get(i);
          if (look.group()[i] == g && embedding.isPlaced(i) && top == (pass == 1)) {
            Colour colour = look.colour(i, false);
            look.groups()
                .get(g)
                .symbol()
                .draw(
                    drawing,
                    new Point(
                        area.left() + part.view().screenX(embedding.x()[i]),
                        area.top() + part.view().screenY(embedding.y()[i])),
                    chosen.isEmpty() || top ? colour : colour.opacity(.22));
          }
        }
      }
    }
  }

  private int legendRows(double width) {
    return (int) Math.ceil(legend(new Drawing(), width, 0) / ROW) + 1;
  }

  /** Draws the legend; returns the base line of its last row. */
  private double legend(Drawing drawing, double width, double top) {
    double x = MARGIN;
    double y = top;
    if (look.isScale()) {
      drawing.text(look.low(), new Point(x, y), TEXT, false, Palette.INK);
      x += LETTER * look.low().length() + 10;
      for (int i = 0; i < 80; i++) {
        drawing.fill(new Box(x + i, y - 9, 1, 10), PointLook.scale(i / 79.0, false));
      }
      drawing.text(look.high(), new Point(x + 86, y), TEXT, false, Palette.INK);
      x += 96 + LETTER * look.high().length() + 18;
    }
    for (PointLook.Group group : look.groups()) {
      if (group.count() > 0) {
        String text = group.name() + ", " + group.count();
        double room = 16 + LETTER * 1.1 * text.length() + 18;
        if (x > MARGIN && x + room > width) {
          x = MARGIN;
          y += ROW;
        }
        group.symbol().draw(drawing, new Point(x + 4, y - 4), PointLook.colour(group, false));
        drawing.text(text, new Point(x + 14, y), Mark.Anchor.START, TEXT, Palette.INK);
        x += room;
      }
    }
    return y;
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
