package org.vladoscope.ui.explore.why;

import java.util.ArrayList;
import java.util.List;
import org.vladoscope.figure.Box;
import org.vladoscope.figure.Drawing;
import org.vladoscope.figure.Figure;
import org.vladoscope.figure.Mark.Anchor;
import org.vladoscope.figure.Palette;
import org.vladoscope.figure.Point;
import org.vladoscope.ui.export.Drawable;
import org.vladoscope.ui.view.Picture;
import org.vladoscope.ui.view.Placement;
import org.vladoscope.ui.view.Words;

/**
 * The three images with matches, sentence and table as they were seen at one moment; to be drawn on
 * anything, by any thread.
 *
 * @param mapName the map
 * @param answer what is compared
 * @param lines the matches
 * @param placements where wrong candidate, query and right answer were seen
 */
public record WhyFigure(
    String mapName, WhyAnswer answer, WhyLines lines, List<Placement> placements)
    implements Drawable {

  private static final double MARGIN = 16;
  private static final double HEAD = 28;
  private static final double LINE = 18;
  private static final double TEXT = 12;

  /** Mean width of a letter of the text; there are no fonts to measure here. */
  private static final double LETTER = 6.6;

  /** Cut to the parts of all frames that show an image. */
  public WhyFigure {
    placements =
        List.of(
            placements.get(0).cutTo(answer.other().picture().size()),
            placements.get(1).cutTo(answer.query().size()),
            placements.get(2).cutTo(answer.right().picture().size()));
  }

  /** Names of its files begin so. */
  public String name() {
    return Words.withoutEnding(Words.shortName(answer.right().queryView().name())) + "-why";
  }

  private double width() {
    return placements.getLast().frame().right() + 2 * MARGIN;
  }

  private List<String> sentences() {
    List<String> texts = new ArrayList<>();
    int letters = (int) ((width() - 2 * MARGIN) / LETTER);
    StringBuilder line = new StringBuilder();
    for (String word : answer.sentence().split(" ")) {
      if (line.length() + word.length() + 1 > letters) {
        texts.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    texts.add(line.toString());
    return texts;
  }

  private double imagesTop() {
    return MARGIN + HEAD + sentences().size() * LINE + HEAD;
  }

  private double imagesBottom() {
    return imagesTop()
        + placements.stream().mapToDouble(at -> at.frame().height()).max().orElseThrow();
  }

  @Override
  public Figure figure() {
    double height = imagesBottom() + MARGIN + (answer.lines().size() + 1) * LINE + MARGIN;
    return Figure.of(width(), height, answer.headline(), this::draw);
  }

  private void draw(Drawing drawing) {
    drawing.text(answer.headline(), new Point(MARGIN, MARGIN + 15), 15, true, Palette.INK);
    double y = MARGIN + HEAD;
    for (String line : sentences()) {
      drawing.text(line, new Point(MARGIN, y + TEXT), TEXT, false, Palette.INK);
      y += LINE;
    }
    Placement other = moved(placements.get(0));
    Placement query = moved(placements.get(1));
    Placement right = moved(placements.get(2));
    String role = answer.isAnsweredRight() ? "Best wrong candidate" : "Wrong winner";
    image(drawing, role, answer.other().image().name(), answer.other().picture(), other);
    image(drawing, "Query", answer.right().queryView().name(), answer.query(), query);
    image(drawing, "Right answer", answer.right().image().name(), answer.right().picture(), right);
    drawing.group(
        "matches",
        null,
        1,
        () -> {
          lines.draw(drawing, answer.other(), query, other);
          lines.draw(drawing, answer.right(), query, right);
        });
    y = imagesBottom() + MARGIN;
    for (Why.Line line : answer.lines()) {
      y += LINE;
      value(drawing, line.other(), middle(other), y, line.better() == Why.Better.OTHER);
      drawing.text(line.name(), new Point(middle(query), y), Anchor.MIDDLE, TEXT, Palette.MUTED);
      value(drawing, line.right(), middle(right), y, line.better() == Why.Better.RIGHT);
    }
    drawing.text("Map " + mapName, new Point(MARGIN, y + LINE), TEXT, false, Palette.MUTED);
  }

  private static void value(Drawing drawing, String text, double x, double y, boolean better) {
    Point start = new Point(x - LETTER * text.length() / 2, y);
    drawing.text(text, start, TEXT, better, Palette.INK);
  }

  private Placement moved(Placement placement) {
    return placement.on(MARGIN, imagesTop() - placement.frame().top(), 1);
  }

  private static double middle(Placement placement) {
    return placement.frame().left() + placement.frame().width() / 2;
  }

  private static void image(
      Drawing drawing, String role, String name, Picture picture, Placement at) {
    double x = at.frame().left();
    double y = at.frame().top() - 8;
    drawing.text(role, new Point(x, y), TEXT, true, Palette.INK);
    double from = LETTER * 1.25 * (role.length() + 1);
    int letters = (int) Math.max(4, (at.frame().width() - from) / LETTER);
    String shown =
        name.length() <= letters ? name : "\u2026" + name.substring(name.length() - letters + 1);
    drawing.text(shown, new Point(x + from, y), TEXT, false, Palette.MUTED);
    drawing.group(
        role,
        at.frame(),
        1,
        () ->
            drawing.image(
                picture.pixels(),
                at.place(new Box(0, 0, picture.size().width(), picture.size().height()))));
  }
}
