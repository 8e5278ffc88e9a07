package org.vladoscope.ui.explore.pair;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;
import javafx.scene.paint.Color;
import org.jspecify.annotations.Nullable;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.ui.explore.overlay.MatchLine;
import org.vladoscope.ui.explore.overlay.PairShading;
import org.vladoscope.ui.explore.overlay.PatchPointer.Kind;
import org.vladoscope.ui.explore.overlay.Shading;
import org.vladoscope.ui.export.Figure;
import org.vladoscope.ui.map.ClusterShares;
import org.vladoscope.ui.map.ClusterView;
import org.vladoscope.ui.map.Comparison;
import org.vladoscope.ui.map.Truth;
import org.vladoscope.ui.view.ClusterPalette;
import org.vladoscope.ui.view.ColorScale;
import org.vladoscope.ui.view.Drawing;
import org.vladoscope.ui.view.Numbers;
import org.vladoscope.ui.view.PictureGrid;
import org.vladoscope.ui.view.Placement;
import org.vladoscope.ui.view.ValueRange;
import org.vladoscope.vlad.PatchScale;
import org.vladoscope.vlad.VocabularyConfig;

/**
 * A pair as it was seen at one moment, with legend, colour bar and caption; to be drawn on
 * anything, by any thread.
 *
 * @param mapName the map
 * @param comparison the pair
 * @param clusters what the clusters make of it
 * @param shading its colours
 * @param opacity of the colours, 0 to 1
 * @param lines its lines
 * @param scale index of the patch size
 * @param grid whether the grid of patches is drawn
 * @param chosenPatch the marked patch of the query, or −1
 * @param query where the query was seen
 * @param candidate where the candidate was seen
 * @param zoom how much the images were enlarged
 * @param truth whether both show the same place
 */
public record PairFigure(
    String mapName,
    Comparison comparison,
    ClusterView clusters,
    PairShading shading,
    double opacity,
    List<MatchLine> lines,
    int scale,
    boolean grid,
    int chosenPatch,
    Placement query,
    Placement candidate,
    double zoom,
    Truth truth)
    implements Figure {

  private static final double MARGIN = 16;
  private static final double HEADER = 28;
  private static final double GAP = 16;
  private static final double LINE = 17;
  private static final double TEXT = 12;

  /** Mean width of a letter of the text; there are no fonts to measure here. */
  private static final double LETTER = 6.6;

  private static final Color INK = Color.web("#1f2328");
  private static final Color GREY = Color.web("#59636e");
  private static final int SWATCHES_PER_ROW = 16;
  private static final String SEPARATOR = "  \u00b7  ";

  /** Cut to the parts of both frames that show a picture. */
  public PairFigure {
    lines = List.copyOf(lines);
    query = cut(query, comparison.query());
    candidate = cut(candidate, comparison.candidate());
  }

  private static Placement cut(Placement placement, Comparison.Side side) {
    Rectangle2D frame = placement.frame();
    Rectangle2D picture =
        placement.place(
            new Rectangle2D(0, 0, side.picture().size().width(), side.picture().size().height()));
    double left = Math.max(frame.getMinX(), picture.getMinX());
    double top = Math.max(frame.getMinY(), picture.getMinY());
    double right = Math.max(left + 1, Math.min(frame.getMaxX(), picture.getMaxX()));
    double bottom = Math.max(top + 1, Math.min(frame.getMaxY(), picture.getMaxY()));
    return new Placement(
        new Rectangle2D(left, top, right - left, bottom - top),
        placement.x(),
        placement.y(),
        placement.scale());
  }

  @Override
  public double width() {
    return 2 * MARGIN + query.frame().getWidth() + GAP + candidate.frame().getWidth();
  }

  private double imagesBottom() {
    return MARGIN + HEADER + Math.max(query.frame().getHeight(), candidate.frame().getHeight());
  }

  @Override
  public double height() {
    return imagesBottom() + 12 + legendHeight() + caption().size() * LINE + MARGIN;
  }

  @Override
  public String title() {
    return comparison.query().image().name()
        + " and "
        + comparison.candidate().image().name()
        + " of "
        + mapName;
  }

  @Override
  public void draw(Drawing drawing) {
    Placement left = moved(query, MARGIN);
    Placement right = moved(candidate, MARGIN + query.frame().getWidth() + GAP);
    header(drawing, left, "Query", comparison.query().image().name());
    header(
        drawing,
        right,
        "Candidate",
        comparison.candidate().image().name()
            + (truth == Truth.UNKNOWN ? "" : "   " + truth.symbol() + " " + truth.label()));
    image(drawing, left, comparison.query());
    image(drawing, right, comparison.candidate());
    PairPainter painter = new PairPainter(drawing, comparison, scale, left, right, 1, zoom);
    if (grid) {
      painter.grid(true, PairLayer.middle(comparison.grid(comparison.query(), scale)));
      painter.grid(false, PairLayer.middle(comparison.grid(comparison.candidate(), scale)));
    }
    drawing.group("matches", null, 1, () -> painter.lines(lines));
    if (chosenPatch >= 0) {
      painter.chosenPatch(chosenPatch);
    }
    double y = imagesBottom() + 12;
    if (!lines.isEmpty()) {
      double at = y;
      drawing.group("legend of matches", null, 1, () -> lineLegend(drawing, at));
      y += LINE + 4;
    }
    if (!shading.title().isEmpty()) {
      double at = y;
      drawing.group("legend of colours", null, 1, () -> colourLegend(drawing, at));
      y += colourLegendHeight();
    }
    for (String line : caption()) {
      drawing.text(line, new Point2D(MARGIN, y + TEXT), TEXT, false, GREY);
      y += LINE;
    }
  }

  private static Placement moved(Placement placement, double left) {
    return placement.on(
        left - placement.frame().getMinX(), MARGIN + HEADER - placement.frame().getMinY(), 1);
  }

  private void header(Drawing drawing, Placement placement, String role, String name) {
    double x = placement.frame().getMinX();
    double y = MARGIN + HEADER - 10;
    drawing.text(role, new Point2D(x, y), TEXT, true, INK);
    double from = LETTER * (role.length() + 2) * 1.1;
    int letters = (int) ((placement.frame().getWidth() - from) / LETTER);
    drawing.text(shortened(name, letters), new Point2D(x + from, y), TEXT, false, INK);
  }

  private static String shortened(String text, int letters) {
    return text.length() <= Math.max(4, letters)
        ? text
        : "\u2026" + text.substring(text.length() - Math.max(3, letters - 1));
  }

  private void image(Drawing drawing, Placement placement, Comparison.Side side) {
    Shading colours = shading.of(side);
    drawing.group(
        side.isQuery() ? "query" : "candidate",
        placement.frame(),
        1,
        () ->
            drawing.image(
                side.picture().image(),
                placement.place(
                    new Rectangle2D(
                        0, 0, side.picture().size().width(), side.picture().size().height()))));
    if (colours != null) {
      drawing.group(
          "colours", placement.frame(), opacity, () -> cells(drawing, placement, colours));
    }
  }

  /** Every cell or patch colours the area nearest to its centre. */
  private static void cells(Drawing drawing, Placement placement, Shading colours) {
    PictureGrid grid = colours.grid();
    Rectangle2D area = placement.place(grid.area());
    int columns = grid.grid().columns();
    double width = area.getWidth() / columns;
    double height = area.getHeight() / grid.grid().rows();
    for (int i = 0; i < grid.grid().count(); i++) {
      int argb = colours.argb().applyAsInt(i);
      Rectangle2D cell =
          new Rectangle2D(
              area.getMinX() + i % columns * width,
              area.getMinY() + i / columns * height,
              width,
              height);
      if (argb >>> 24 != 0 && placement.frame().intersects(cell)) {
        drawing.fill(cell, color(argb));
      }
    }
  }

  private static Color color(int argb) {
    return Color.rgb(argb >> 16 & 0xff, argb >> 8 & 0xff, argb & 0xff, (argb >>> 24) / 255.0);
  }

  private double legendHeight() {
    return (lines.isEmpty() ? 0 : LINE + 4)
        + (shading.title().isEmpty() ? 0 : colourLegendHeight());
  }

  private double colourLegendHeight() {
    return shading.range() != null
        ? 2 * LINE + 6
        : LINE + 6 + LINE * ((ownedClusters().size() - 1) / SWATCHES_PER_ROW + 1);
  }

  private void lineLegend(Drawing drawing, double y) {
    double x = MARGIN;
    for (Kind kind : List.of(Kind.INLIER, Kind.OUTLIER, Kind.ONE_SIDED)) {
      long drawn = lines.stream().filter(line -> line.kind() == kind).count();
      if (drawn > 0) {
        double[] dashes = PairPainter.dashes(kind);
        for (int i = 0; i < dashes.length; i++) {
          dashes[i] *= 2;
        }
        Point2D from = new Point2D(x, y + 8);
        Point2D to = new Point2D(x + 28, y + 8);
        drawing.line(from, to, PairPainter.HALO, 4, dashes);
        drawing.line(from, to, PairPainter.color(kind), 2.5, dashes);
        String text = name(kind) + ", " + drawn + " drawn";
        drawing.text(text, new Point2D(x + 34, y + TEXT), TEXT, false, INK);
        x += 34 + LETTER * text.length() + 20;
      }
    }
  }

  private static String name(Kind kind) {
    return switch (kind) {
      case INLIER -> "Inliers";
      case OUTLIER -> "Outliers";
      case ONE_SIDED -> "One-sided";
    };
  }

  private void colourLegend(Drawing drawing, double y) {
    drawing.text(shading.title() + sharpened(), new Point2D(MARGIN, y + TEXT), TEXT, true, INK);
    double below = y + LINE + 2;
    @Nullable ValueRange range = shading.range();
    @Nullable ColorScale colors = shading.colors();
    if (range == null || colors == null) {
      swatches(drawing, below);
      return;
    }
    String low = Numbers.precise(range.min());
    drawing.text(low, new Point2D(MARGIN, below + TEXT), TEXT, false, INK);
    double x = MARGIN + LETTER * (low.length() + 1) + 4;
    int steps = 80;
    double step = 2;
    for (int i = 0; i < steps; i++) {
      drawing.fill(
          new Rectangle2D(x + i * step, below + 2, step, 11),
          color(colors.argb((double) i / (steps - 1))));
    }
    drawing.box(new Rectangle2D(x, below + 2, steps * step, 11), GREY, 0.5);
    drawing.text(
        Numbers.precise(range.max()),
        new Point2D(x + steps * step + 6, below + TEXT),
        TEXT,
        false,
        INK);
  }

  private String sharpened() {
    return clusters.sharpness() == 1
        ? ""
        : ", \u03b1 " + ClusterLegend.times(clusters.sharpness()) + " the trained one";
  }

  private List<Integer> ownedClusters() {
    return ClusterShares.all(clusters.query().assignment(), clusters.candidate().assignment())
        .stream()
        .filter(c -> c.cells() > 0)
        .map(ClusterShares::cluster)
        .toList();
  }

  private void swatches(Drawing drawing, double y) {
    ClusterPalette palette = new ClusterPalette(clusters.clusters());
    List<Integer> owned = ownedClusters();
    IntStream.range(0, owned.size())
        .forEach(
            i -> {
              double x = MARGIN + i % SWATCHES_PER_ROW * 40;
              double top = y + i / SWATCHES_PER_ROW * LINE;
              drawing.fill(new Rectangle2D(x, top + 2, 11, 11), palette.color(owned.get(i)));
              drawing.text(
                  String.valueOf(owned.get(i)), new Point2D(x + 15, top + TEXT), 11, false, INK);
            });
  }

  /** Map, images, configuration and score, in lines that fit. */
  private List<String> caption() {
    PipelineConfig config = comparison.config();
    PatchScale size = comparison.scales().get(scale);
    String scorer = config.matching().scorer().id();
    List<String> parts = new ArrayList<>();
    parts.addAll(
        List.of(
            "Map " + mapName,
            comparison.query().image().name() + " \u2013 " + comparison.candidate().image().name(),
            "global similarity "
                + Numbers.precise(comparison.clusters().similarity().similarity())
                + comparison.beforeProjection(),
            "pair score "
                + Numbers.score(comparison.pairScore())
                + " ("
                + scorer
                + ", higher is better)",
            "patches "
                + size.size()
                + "\u00d7"
                + size.size()
                + " every "
                + size.stride()
                + (size.stride() == 1 ? " cell" : " cells")));
    parts.addAll(describe(config));
    int letters = (int) Math.max(30, (width() - 2 * MARGIN) / LETTER);
    return wrapped(parts, letters);
  }

  private static void describe(VocabularyConfig words, List<String> parts) {
    parts.add(words.clusters() + " clusters");
    parts.add(words.version().label());
    if (!words.normalizeInput()) {
      parts.add("features not normalised");
    }
  }

  /** The configuration in a few words each. */
  static List<String> describe(PipelineConfig config) {
    List<String> parts = new ArrayList<>();
    parts.add(backbone(config));
    parts.add(config.imageSize().toString());
    parts.add(config.aggregator().label());
    config.words().ifPresent(words -> describe(words, parts));
    parts.add(
        "patch sizes "
            + join(config.scales().stream().map(s -> String.valueOf(s.size())).toList()));
    parts.add(
        "strides " + join(config.scales().stream().map(s -> String.valueOf(s.stride())).toList()));
    parts.add("weights " + join(config.matching().weights().stream().map(Numbers::plain).toList()));
    parts.add(
        config.reduction().isNone()
            ? "no reduction"
            : config.reduction().dimensions() + " dimensions");
    return parts;
  }

  /** The network, and the file if its weights are not its own. */
  static String backbone(PipelineConfig config) {
    Path weights = config.backbone().weights();
    return config.backbone().id() + (weights == null ? "" : ", " + weights.getFileName());
  }

  private static String join(List<String> parts) {
    return String.join(", ", parts);
  }

  private static List<String> wrapped(List<String> parts, int letters) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String part : parts) {
      String joined = line.isEmpty() ? part : SEPARATOR + part;
      if (!line.isEmpty() && line.length() + joined.length() > letters) {
        lines.add(line.toString());
        line.setLength(0);
        joined = part;
      }
      line.append(joined);
    }
    lines.add(line.toString());
    return lines;
  }
}
