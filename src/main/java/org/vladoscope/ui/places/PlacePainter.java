package org.vladoscope.ui.places;

import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import javafx.geometry.Rectangle2D;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Paint;
import javafx.scene.text.Font;
import org.jspecify.annotations.Nullable;
import org.vladoscope.ranking.PlaceTruth;
import org.vladoscope.ui.places.PlaceLayout.Points;
import org.vladoscope.ui.view.Numbers;

/** Draws places: ways, points with a symbol for each kind, lines to candidates, a scale. */
final class PlacePainter {

  /** Of points that fall into the same square of so many pixels only the first is drawn. */
  private static final double THINNING = 2;

  private static final double BAR = 72;

  /**
   * What is drawn in which colour.
   *
   * @param database database images, and the ways between them
   * @param query queries
   * @param wrong queries answered wrong, and lines to wrong candidates
   * @param right lines to right candidates
   * @param text the scale
   * @param ground what lies behind it all
   */
  record Colours(Paint database, Paint query, Paint wrong, Paint right, Paint text, Paint ground) {}

  /**
   * A line from the query to a candidate.
   *
   * @param database number of the candidate in the database
   * @param truth whether it shows the query's place
   * @param chosen true for the candidate on the screen
   */
  record Link(int database, PlaceTruth truth, boolean chosen) {}

  /**
   * What is chosen.
   *
   * @param query number of the query on the screen, or −1
   * @param links lines to its candidates, the best first
   * @param positives database images that show its place
   * @param radius of the ground truth in metres, or NaN
   * @param isListed which queries pass the filters
   * @param isWrong which queries were answered wrong
   * @param rectangle being drawn with the mouse, in pixels, or null
   */
  record Chosen(
      int query,
      List<Link> links,
      int[] positives,
      double radius,
      IntPredicate isListed,
      IntPredicate isWrong,
      @Nullable Rectangle2D rectangle) {}

  private final GraphicsContext to;
  private final PlaceLayout layout;
  private final PlacesView view;
  private final Colours colours;

  PlacePainter(GraphicsContext to, PlaceLayout layout, PlacesView view, Colours colours) {
    this.to = to;
    this.layout = layout;
    this.view = view;
    this.colours = colours;
  }

  void draw(Chosen chosen) {
    to.setFill(colours.ground());
    to.fillRect(0, 0, view.width(), view.height());
    way(layout.database(), colours.database());
    boolean same = layout.queries().equals(layout.database());
    if (!same) {
      points(layout.database(), i -> true, (x, y) -> dot(x, y, 2), colours.database(), 1);
    }
    points(layout.queries(), i -> !chosen.isListed().test(i), this::diamond, colours.query(), 0.25);
    IntPredicate right = i -> chosen.isListed().test(i) && !chosen.isWrong().test(i);
    points(layout.queries(), right, this::diamond, colours.query(), 1);
    IntPredicate wrong = i -> chosen.isListed().test(i) && chosen.isWrong().test(i);
    points(layout.queries(), wrong, this::cross, colours.wrong(), 1);
    for (int positive : chosen.positives()) {
      ring(layout.database(), positive, 5, colours.right());
    }
    if (chosen.query() >= 0 && layout.queries().isPlaced(chosen.query())) {
      radius(chosen);
      links(chosen);
      query(chosen.query());
    }
    rectangle(chosen.rectangle());
    if (!layout.isStrip()) {
      scale();
    }
  }

  @FunctionalInterface
  private interface Symbol {
    void draw(double x, double y);
  }

  private boolean isSeen(double x, double y) {
    return x > -8 && y > -8 && x < view.width() + 8 && y < view.height() + 8;
  }

  private void points(
      Points points, IntPredicate wanted, Symbol symbol, Paint colour, double opacity) {
    to.setGlobalAlpha(opacity);
    to.setFill(colour);
    to.setStroke(colour);
    to.setLineWidth(1.5);
    int columns = (int) (view.width() / THINNING) + 16;
    BitSet taken = new BitSet();
    for (int i = 0; i < points.count(); i++) {
      double x = view.screenX(points.x()[i]);
      double y = view.screenY(points.y()[i]);
      if (points.isPlaced(i) && isSeen(x, y) && wanted.test(i)) {
        int square = (int) ((y + 8) / THINNING) * columns + (int) ((x + 8) / THINNING);
        if (!taken.get(square)) {
          taken.set(square);
          symbol.draw(x, y);
        }
      }
    }
    to.setGlobalAlpha(1);
  }

  private void dot(double x, double y, double r) {
    to.fillOval(x - r, y - r, 2 * r, 2 * r);
  }

  private void diamond(double x, double y) {
    double r = 4;
    to.strokePolygon(new double[] {x - r, x, x + r, x}, new double[] {y, y - r, y, y + r}, 4);
  }

  private void cross(double x, double y) {
    double r = 3.5;
    to.strokeLine(x - r, y - r, x + r, y + r);
    to.strokeLine(x - r, y + r, x + r, y - r);
  }

  private void ring(Points points, int i, double r, Paint colour) {
    if (points.isPlaced(i)) {
      to.setStroke(colour);
      to.setLineWidth(1.5);
      to.strokeOval(view.screenX(points.x()[i]) - r, view.screenY(points.y()[i]) - r, 2 * r, 2 * r);
    }
  }

  /** Steps below a pixel are joined to the next. */
  private void way(Points points, Paint colour) {
    to.setStroke(colour);
    to.setGlobalAlpha(0.5);
    to.setLineWidth(1);
    to.beginPath();
    double lastX = Double.NaN;
    double lastY = Double.NaN;
    for (int i = 0; i < points.count(); i++) {
      double x = view.screenX(points.x()[i]);
      double y = view.screenY(points.y()[i]);
      if (!points.joined()[i]) {
        to.moveTo(x, y);
      } else if (Math.abs(x - lastX) + Math.abs(y - lastY) < 1) {
        continue;
      } else if (isSeen(x, y) || isSeen(lastX, lastY)) {
        to.lineTo(x, y);
      } else {
        to.moveTo(x, y);
      }
      lastX = x;
      lastY = y;
    }
    to.stroke();
    to.setGlobalAlpha(1);
  }

  private void radius(Chosen chosen) {
    if (!layout.isStrip() && !Double.isNaN(chosen.radius())) {
      to.setStroke(colours.right());
      to.setLineWidth(1);
      to.setLineDashes(3, 3);
      double r = chosen.radius() * view.scaleX();
      double x = view.screenX(layout.queries().x()[chosen.query()]);
      double y = view.screenY(layout.queries().y()[chosen.query()]);
      to.strokeOval(x - r, y - r, 2 * r, 2 * r);
      to.setLineDashes();
    }
  }

  /** Right answers solid, wrong ones dashed, what is not known dotted; the chosen one thick. */
  private void links(Chosen chosen) {
    double fromX = view.screenX(layout.queries().x()[chosen.query()]);
    double fromY = view.screenY(layout.queries().y()[chosen.query()]);
    for (Link link : chosen.links().reversed()) {
      if (!layout.database().isPlaced(link.database())) {
        continue;
      }
      double x = view.screenX(layout.database().x()[link.database()]);
      double y = view.screenY(layout.database().y()[link.database()]);
      boolean right = link.truth() == PlaceTruth.SAME_PLACE;
      boolean wrong = link.truth() == PlaceTruth.OTHER_PLACE;
      to.setStroke(right ? colours.right() : wrong ? colours.wrong() : colours.text());
      to.setFill(to.getStroke());
      to.setLineWidth(link.chosen() ? 3 : 1.2);
      if (!right) {
        to.setLineDashes(wrong ? 5 : 1.5, 3);
      }
      to.strokeLine(fromX, fromY, x, y);
      to.setLineDashes();
      dot(x, y, link.chosen() ? 4.5 : 3);
    }
  }

  private void query(int query) {
    double x = view.screenX(layout.queries().x()[query]);
    double y = view.screenY(layout.queries().y()[query]);
    double r = 7;
    double[] xs = {x - r, x, x + r, x};
    double[] ys = {y, y - r, y, y + r};
    to.setFill(colours.query());
    to.fillPolygon(xs, ys, 4);
    to.setStroke(colours.text());
    to.setLineWidth(1.5);
    to.strokePolygon(xs, ys, 4);
  }

  private void rectangle(@Nullable Rectangle2D at) {
    if (at != null) {
      to.setStroke(colours.text());
      to.setLineWidth(1);
      to.setLineDashes(4, 3);
      to.strokeRect(at.getMinX(), at.getMinY(), at.getWidth(), at.getHeight());
      to.setLineDashes();
    }
  }

  /** A bar of a round number of metres, and where north is. */
  private void scale() {
    double metres = view.scaleBar(BAR);
    double length = metres * view.scaleX();
    double y = view.height() - 10;
    to.setStroke(colours.text());
    to.setFill(colours.text());
    to.setLineWidth(1.5);
    to.setFont(Font.font(11));
    to.strokePolyline(
        new double[] {8, 8, 8 + length, 8 + length}, new double[] {y - 4, y, y, y - 4}, 4);
    String text = metres >= 1000 ? Numbers.plain(metres / 1000) + " km" : label(metres) + " m";
    to.fillText(text, 12 + length, y);
    double x = view.width() - 14;
    to.strokePolyline(new double[] {x - 4, x, x + 4}, new double[] {14, 7, 14}, 3);
    to.strokeLine(x, 7, x, 18);
    to.fillText("N", x - 4, 30);
  }

  private static String label(double metres) {
    return Numbers.plain(Math.round(metres * 1000) / 1000.0);
  }
}
