package org.vladoscope.ui.evaluate.mix;

import java.util.List;
import java.util.Locale;
import org.vladoscope.figure.Box;
import org.vladoscope.figure.Colour;
import org.vladoscope.figure.Drawing;
import org.vladoscope.figure.Mark.Anchor;
import org.vladoscope.figure.Palette;
import org.vladoscope.figure.Point;
import org.vladoscope.figure.Texture;
import org.vladoscope.mix.ClusterEffect;
import org.vladoscope.ui.chart.ChartColors;
import org.vladoscope.ui.view.ClusterPalette;

/**
 * The faders of all clusters in rows: number, colour, fader, solo and mute, and a bar that says
 * what muting the cluster would do.
 *
 * @param faders how they stand
 * @param effects one for each cluster, or none
 * @param faint whether effects are those of a moment ago
 * @param width of the desk
 * @param way how far a fader moves, {@value #LEAST_WAY} or more
 * @param dark whether it is drawn on dark
 * @param origin its upper left corner
 */
record DeskDrawing(
    Faders faders,
    List<ClusterEffect> effects,
    boolean faint,
    double width,
    double way,
    boolean dark,
    Point origin) {

  /** The highest place of a fader; a factor above is written beside it. */
  static final double TOP = 2;

  /** What of a desk is under the mouse. */
  enum Part {
    /** The fader's way. */
    FADER,
    /** The field S. */
    SOLO,
    /** The field M. */
    MUTE,
    /** Anything else of a cluster. */
    REST
  }

  /** A cluster and which part of it. */
  record Place(int cluster, Part part) {}

  private static final double COLUMN = 26;
  private static final double WIDEST = 40;

  /** What a row has besides the faders' way. */
  private static final double AROUND = 102;

  /** A fader moves at least so far. */
  static final double LEAST_WAY = 80;

  private static final double MOST_WAY = 180;
  private static final double NUMBER = 13;
  private static final double SWATCH = 19;
  private static final double SWATCH_HEIGHT = 8;
  private static final double WAY = 36;
  private static final double FIELD = 13;

  /** Below the end of the faders' way. */
  private static final double SOLO_TOP = 6;

  private static final double MUTE_TOP = 21;
  private static final double ZERO = 48;
  private static final double MOST_BAR = 10;
  private static final double SMALL = 10;

  /** Effects below this are drawn to the scale of this one: tiny ones shall look tiny. */
  private static final double LEAST_SCALE = .005;

  /** Copies the list. */
  DeskDrawing {
    effects = List.copyOf(effects);
  }

  /** The same elsewhere. */
  DeskDrawing movedTo(double x, double y) {
    return new DeskDrawing(faders, effects, faint, width, way, dark, new Point(x, y));
  }

  /** The same on white. */
  DeskDrawing onWhite() {
    return new DeskDrawing(faders, effects, faint, width, way, false, origin);
  }

  private int rows() {
    int most = Math.max(1, (int) (width / COLUMN));
    return (faders.clusters() + most - 1) / most;
  }

  private int perRow() {
    return (faders.clusters() + rows() - 1) / rows();
  }

  private double column() {
    return Math.min(WIDEST, width / perRow());
  }

  /** How far faders can move so that so many clusters lie in a room; longer ones would be silly. */
  static double wayIn(int clusters, double width, double height) {
    int most = Math.max(1, (int) (width / COLUMN));
    int rows = (clusters + most - 1) / most;
    return Math.clamp(height / rows - AROUND, LEAST_WAY, MOST_WAY);
  }

  private double row() {
    return AROUND + way;
  }

  /** How high the whole desk is. */
  double height() {
    return rows() * row();
  }

  /** Where a cluster's column lies. */
  Box box(int cluster) {
    return new Box(
        origin.x() + cluster % perRow() * column(),
        origin.y() + cluster / perRow() * row(),
        column(),
        row());
  }

  /** The cluster at a place, which may lie outside of all. */
  Place at(double x, double y) {
    int column = (int) Math.floor((x - origin.x()) / column());
    int row = (int) Math.floor((y - origin.y()) / row());
    int cluster = row * perRow() + column;
    if (column < 0 || row < 0 || column >= perRow() || cluster >= faders.clusters()) {
      return new Place(-1, Part.REST);
    }
    double within = y - origin.y() - row * row();
    double below = within - WAY - way;
    Part part =
        within >= WAY - 6 && within <= WAY + way + 4
            ? Part.FADER
            : below >= SOLO_TOP && below < SOLO_TOP + FIELD
                ? Part.SOLO
                : below >= MUTE_TOP && below < MUTE_TOP + FIELD ? Part.MUTE : Part.REST;
    return new Place(cluster, part);
  }

  /** The factor of a fader that is held at a height; near 1 it is 1, and it moves by 0.05. */
  double factor(int cluster, double y) {
    double share = 1 - (y - box(cluster).top() - WAY) / way;
    double factor = Math.round(Math.clamp(share, 0, 1) * TOP * 20) / 20.0;
    return Math.abs(factor - 1) < .06 ? 1 : factor;
  }

  /** Where a fader's handle is. */
  Point handle(int cluster) {
    return handle(cluster, faders.factor(cluster));
  }

  /** Where a fader's handle would be. */
  Point handle(int cluster, double factor) {
    Box box = box(cluster);
    double share = Math.min(1, factor / TOP);
    return new Point(box.left() + box.width() / 2, box.top() + WAY + (1 - share) * way);
  }

  /** The middle of a field. */
  Point field(int cluster, Part part) {
    Box box = box(cluster);
    return new Point(
        box.left() + box.width() / 2,
        box.top() + WAY + way + (part == Part.SOLO ? SOLO_TOP : MUTE_TOP) + FIELD / 2);
  }

  void draw(Drawing drawing) {
    ChartColors colors = ChartColors.of(dark);
    ClusterPalette palette = new ClusterPalette(faders.clusters());
    double most =
        Math.max(
            LEAST_SCALE,
            effects.stream()
                .filter(ClusterEffect::isKnown)
                .mapToDouble(effect -> Math.abs(effect.reciprocalRank()))
                .max()
                .orElse(0));
    for (int k = 0; k < faders.clusters(); k++) {
      int cluster = k;
      drawing.group(
          "Cluster " + k,
          null,
          1,
          () -> {
            fader(drawing, cluster, palette, colors);
            fields(drawing, cluster, colors);
            if (cluster < effects.size()) {
              effect(drawing, effects.get(cluster), most, colors);
            }
          });
    }
  }

  private void fader(Drawing drawing, int k, ClusterPalette palette, ChartColors colors) {
    Box box = box(k);
    double middle = box.left() + box.width() / 2;
    boolean silent = faders.isSilent(k);
    Colour own = silent ? colors.grid() : palette.colour(k);
    drawing.text(
        Integer.toString(k),
        new Point(middle, box.top() + NUMBER),
        Anchor.MIDDLE,
        SMALL,
        silent ? colors.muted() : colors.ink());
    swatch(
        drawing,
        new Box(middle - 8, box.top() + SWATCH, 16, SWATCH_HEIGHT),
        palette.colour(k),
        palette.texture(k),
        colors);
    double top = box.top() + WAY;
    double one = top + way * (1 - 1 / TOP);
    drawing.fill(new Box(middle - 2, top, 4, way), colors.grid());
    drawing.line(new Point(middle - 7, one), new Point(middle + 7, one), colors.muted(), 1);
    Point handle = handle(k);
    Box below = new Box(middle - 2, handle.y(), 4, Math.max(0, top + way - handle.y()));
    drawing.fill(below, own);
    // Some clusters are nearly black or white, as the ground may be.
    drawing.box(below, colors.muted().opacity(.5), .6);
    Box grip = new Box(middle - 8, handle.y() - 4, 16, 8);
    drawing.fill(grip, silent ? colors.ground() : colors.ink());
    drawing.box(grip, silent ? colors.muted() : colors.ground(), 1);
    if (faders.factor(k) > TOP) {
      drawing.text(
          String.format(Locale.ROOT, "%.1f", faders.factor(k)),
          new Point(middle, handle.y() + 16),
          Anchor.MIDDLE,
          SMALL,
          colors.ink());
    }
  }

  private static void swatch(
      Drawing drawing, Box box, Colour colour, Texture texture, ChartColors colors) {
    drawing.fill(box, colour);
    for (double left = box.left(); left < box.right() - 1; left += box.height()) {
      for (Box mark : texture.marks()) {
        drawing.fill(
            new Box(
                left + mark.left() * box.height(),
                box.top() + mark.top() * box.height(),
                mark.width() * box.height(),
                mark.height() * box.height()),
            Texture.ink(colour));
      }
    }
    drawing.box(box, colors.muted().opacity(.6), .6);
  }

  private void fields(Drawing drawing, int k, ChartColors colors) {
    field(drawing, k, Part.SOLO, "S", faders.solo().contains(k), colors);
    field(drawing, k, Part.MUTE, "M", faders.muted().contains(k), colors);
  }

  private void field(
      Drawing drawing, int k, Part part, String letter, boolean on, ChartColors colors) {
    Point middle = field(k, part);
    Box field = new Box(middle.x() - 8, middle.y() - FIELD / 2, 16, FIELD - 1);
    if (on) {
      drawing.fill(field, part == Part.SOLO ? solo() : harm());
    }
    drawing.box(field, colors.muted().opacity(on ? 1 : .55), 1);
    drawing.text(
        letter,
        new Point(middle.x(), middle.y() + 3),
        Anchor.MIDDLE,
        SMALL,
        on ? colors.ground() : colors.muted());
  }

  private Colour solo() {
    return dark ? Palette.RERANKED_ON_DARK : Palette.RERANKED;
  }

  /** Up, where queries fare better without the cluster; down, where they need it. */
  private void effect(Drawing drawing, ClusterEffect effect, double most, ChartColors colors) {
    Box box = box(effect.cluster());
    double middle = box.left() + box.width() / 2;
    double zero = box.top() + WAY + way + ZERO;
    drawing.line(
        new Point(box.left() + 3, zero),
        new Point(box.right() - 3, zero),
        colors.muted().opacity(.6),
        1);
    if (!effect.isKnown()) {
      drawing.text("–", new Point(middle, zero - 3), Anchor.MIDDLE, SMALL, colors.muted());
      return;
    }
    double length = Math.abs(effect.reciprocalRank()) / most * MOST_BAR;
    if (length > 0) {
      boolean harms = effect.reciprocalRank() > 0;
      Colour colour = harms ? harm() : help();
      drawing.fill(
          new Box(middle - 5, harms ? zero - length : zero, 10, Math.max(.8, length)),
          faint ? colour.opacity(.4) : colour);
    }
  }

  private Colour harm() {
    return dark ? Palette.NEGATIVE_ON_DARK : Palette.NEGATIVE;
  }

  private Colour help() {
    return dark ? Palette.POSITIVE_ON_DARK : Palette.POSITIVE;
  }
}
