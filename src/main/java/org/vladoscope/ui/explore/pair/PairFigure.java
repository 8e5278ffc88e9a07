package org.vladoscope.ui.explore.pair;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.figure.Box;
import org.vladoscope.figure.Colour;
import org.vladoscope.figure.Drawing;
import org.vladoscope.figure.Figure;
import org.vladoscope.figure.MatchKind;
import org.vladoscope.figure.MatchLine;
import org.vladoscope.figure.MatchMarks;
import org.vladoscope.figure.Palette;
import org.vladoscope.figure.Point;
import org.vladoscope.figure.Texture;
import org.vladoscope.ui.explore.overlay.Legend;
import org.vladoscope.ui.explore.overlay.LineColours;
import org.vladoscope.ui.explore.overlay.Overlay;
import org.vladoscope.ui.explore.overlay.OverlayInput;
import org.vladoscope.ui.explore.overlay.PairPainter;
import org.vladoscope.ui.explore.overlay.PairShading;
import org.vladoscope.ui.explore.overlay.Shading;
import org.vladoscope.ui.export.Drawable;
import org.vladoscope.ui.map.ClusterView;
import org.vladoscope.ui.map.Comparison;
import org.vladoscope.ui.map.Truth;
import org.vladoscope.ui.view.Numbers;
import org.vladoscope.ui.view.PictureGrid;
import org.vladoscope.ui.view.Placement;
import org.vladoscope.vlad.PatchScale;
import org.vladoscope.vlad.VocabularyConfig;

/**
 * A pair as it was seen at one moment, with legend, colour bar and caption; to be drawn on
 * anything, by any thread.
 *
 * @param mapName the map
 * @param shown the pair and what was chosen for its overlays
 * @param overlays those that were shown
 * @param shading its colours
 * @param opacity of the colours, 0 to 1
 * @param lines its lines
 * @param query where the query was seen
 * @param candidate where the candidate was seen
 * @param zoom how much the images were enlarged
 * @param truth whether both show the same place
 */
public record PairFigure(
    String mapName,
    OverlayInput shown,
    List<Overlay> overlays,
    PairShading shading,
    double opacity,
    List<MatchLine> lines,
    Placement query,
    Placement candidate,
    double zoom,
    Truth truth)
    implements Drawable {

  private static final double MARGIN = 16;
  private static final double HEADER = 28;
  private static final double GAP = 16;
  private static final double LINE = 17;
  private static final double TEXT = 12;

  /** Mean width of a letter of the text; there are no fonts to measure here. */
  private static final double LETTER = 6.6;

  private static final int SWATCHES_PER_ROW = 16;
  private static final String SEPARATOR = "  \u00b7  ";

  /** Cut to the parts of both frames that show an image. */
  public PairFigure {
    overlays = List.copyOf(overlays);
    lines = List.copyOf(lines);
    query = cut(query, shown.comparison().query());
    candidate = cut(candidate, shown.comparison().candidate());
  }

  /** The pair. */
  Comparison comparison() {
    return shown.comparison();
  }

  private static Placement cut(Placement placement, Comparison.Side side) {
    return placement.cutTo(side.picture().size());
  }

  private double width() {
    return 2 * MARGIN + query.frame().width() + GAP + candidate.frame().width();
  }

  private double imagesBottom() {
    return MARGIN + HEADER + Math.max(query.frame().height(), candidate.frame().height());
  }

  private double height() {
    return imagesBottom() + 12 + legendHeight() + caption().size() * LINE + MARGIN;
  }

  private String title() {
    return comparison().query().image().name()
        + " and "
        + comparison().candidate().image().name()
        + " of "
        + mapName;
  }

  @Override
  public Figure figure() {
    return Figure.of(width(), height(), title(), this::draw);
  }

  private void draw(Drawing drawing) {
    Placement left = moved(query, MARGIN);
    Placement right = moved(candidate, MARGIN + query.frame().width() + GAP);
    header(drawing, left, "Query", comparison().query().image().name());
    header(
        drawing,
        right,
        "Candidate",
        comparison().candidate().image().name()
            + (truth == Truth.UNKNOWN ? "" : "   " + truth.symbol() + " " + truth.label()));
    image(drawing, left, comparison().query());
    image(drawing, right, comparison().candidate());
    PairPainter painter =
        new PairPainter(drawing, comparison(), shown.settings().scale(), left, right, 1, zoom);
    overlays.forEach(
        overlay -> drawing.group(overlay.id(), null, 1, () -> overlay.draw(painter, shown)));
    double y = imagesBottom() + 12;
    if (!lines.isEmpty()) {
      drawing.group("lines", null, 1, () -> painter.lines(lines, shown.colouring(lines)));
      double at = y;
      drawing.group("legend of lines", null, 1, () -> lineLegend(drawing, at));
      y += lineLegendHeight();
    }
    if (!shading.title().isEmpty()) {
      double at = y;
      drawing.group("legend of colours", null, 1, () -> colourLegend(drawing, at));
      y += colourLegendHeight();
    }
    for (String line : caption()) {
      drawing.text(line, new Point(MARGIN, y + TEXT), TEXT, false, Palette.MUTED);
      y += LINE;
    }
  }

  private static Placement moved(Placement placement, double left) {
    return placement.on(
        left - placement.frame().left(), MARGIN + HEADER - placement.frame().top(), 1);
  }

  private void header(Drawing drawing, Placement placement, String role, String name) {
    double x = placement.frame().left();
    double y = MARGIN + HEADER - 10;
    drawing.text(role, new Point(x, y), TEXT, true, Palette.INK);
    double from = LETTER * (role.length() + 2) * 1.1;
    int letters = (int) ((placement.frame().width() - from) / LETTER);
    drawing.text(shortened(name, letters), new Point(x + from, y), TEXT, false, Palette.INK);
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
                side.picture().pixels(),
                placement.place(
                    new Box(0, 0, side.picture().size().width(), side.picture().size().height()))));
    if (colours != null) {
      drawing.group(
          "colours", placement.frame(), opacity, () -> cells(drawing, placement, colours));
    }
  }

  /** Every cell or patch colours the area nearest to its centre. */
  private static void cells(Drawing drawing, Placement placement, Shading colours) {
    PictureGrid grid = colours.grid();
    Box area = placement.place(grid.area());
    int columns = grid.grid().columns();
    double width = area.width() / columns;
    double height = area.height() / grid.grid().rows();
    for (int i = 0; i < grid.grid().count(); i++) {
      int argb = colours.argb(i);
      Box cell =
          new Box(
              area.left() + i % columns * width, area.top() + i / columns * height, width, height);
      if (argb >>> 24 != 0 && placement.frame().intersects(cell)) {
        textured(drawing, cell, new Colour(argb), colours.texture(i));
      }
    }
  }

  private static void textured(Drawing drawing, Box cell, Colour colour, Texture texture) {
    drawing.fill(cell, colour);
    Colour ink = Texture.ink(colour).opacity(colour.opacity());
    for (Box mark : texture.marks()) {
      drawing.fill(
          new Box(
              cell.left() + mark.left() * cell.width(),
              cell.top() + mark.top() * cell.height(),
              mark.width() * cell.width(),
              mark.height() * cell.height()),
          ink);
    }
  }

  private double legendHeight() {
    return (lines.isEmpty() ? 0 : lineLegendHeight())
        + (shading.title().isEmpty() ? 0 : colourLegendHeight());
  }

  private double lineLegendHeight() {
    return shown.settings().lineColours() == LineColours.KIND ? LINE + 4 : 2 * LINE + 6;
  }

  private double colourLegendHeight() {
    return shading
        .legend()
        .map(
            legend ->
                switch (legend) {
                  case Legend.Bar _, Legend.Mixture _ -> 2 * LINE + 6;
                  case Legend.Swatches swatches ->
                      LINE + 6 + LINE * ((swatches.listed().size() - 1) / SWATCHES_PER_ROW + 1);
                })
        .orElse(LINE + 6);
  }

  private void lineLegend(Drawing drawing, double y) {
    Optional<Legend.Bar> bar = shown.colouring(lines).bar();
    if (bar.isPresent()) {
      String text = "Matches: " + shown.settings().lineColours().help();
      drawing.text(text, new Point(MARGIN, y + TEXT), TEXT, true, Palette.INK);
      bar(drawing, bar.get(), y + LINE + 2);
      return;
    }
    double x = MARGIN;
    for (MatchKind kind : List.of(MatchKind.INLIER, MatchKind.OUTLIER, MatchKind.ONE_SIDED)) {
      long drawn = lines.stream().filter(line -> line.kind() == kind).count();
      if (drawn > 0) {
        x += MatchMarks.sample(drawing, new Point(x, y), kind, drawn);
      }
    }
  }

  private void colourLegend(Drawing drawing, double y) {
    drawing.text(
        shading.title() + sharpened(), new Point(MARGIN, y + TEXT), TEXT, true, Palette.INK);
    double below = y + LINE + 2;
    shading
        .legend()
        .ifPresent(
            legend -> {
              switch (legend) {
                case Legend.Bar bar -> bar(drawing, bar, below);
                case Legend.Swatches swatches -> swatches(drawing, swatches, below);
                case Legend.Mixture mixture -> mixture(drawing, mixture, below);
              }
            });
  }

  private static void bar(Drawing drawing, Legend.Bar bar, double y) {
    String low = Numbers.precise(bar.range().min());
    drawing.text(low, new Point(MARGIN, y + TEXT), TEXT, false, Palette.INK);
    double x = MARGIN + LETTER * (low.length() + 1) + 4;
    int steps = 80;
    double step = 2;
    for (int i = 0; i < steps; i++) {
      drawing.fill(
          new Box(x + i * step, y + 2, step, 11),
          new Colour(bar.colors().argb((double) i / (steps - 1))));
    }
    drawing.box(new Box(x, y + 2, steps * step, 11), Palette.MUTED, 0.5);
    drawing.text(
        Numbers.precise(bar.range().max()),
        new Point(x + steps * step + 6, y + TEXT),
        TEXT,
        false,
        Palette.INK);
  }

  private String sharpened() {
    double factor = shown.view().map(ClusterView::sharpness).orElse(1.0);
    return factor == 1 ? "" : ", \u03b1 " + ClusterLegend.times(factor) + " the trained one";
  }

  private static void swatches(Drawing drawing, Legend.Swatches swatches, double y) {
    List<Integer> listed = swatches.listed();
    for (int i = 0; i < listed.size(); i++) {
      double x = MARGIN + i % SWATCHES_PER_ROW * 40;
      double top = y + i / SWATCHES_PER_ROW * LINE;
      int cluster = listed.get(i);
      textured(
          drawing,
          new Box(x, top + 2, 11, 11),
          swatches.palette().colour(cluster),
          swatches.palette().texture(cluster));
      drawing.text(String.valueOf(cluster), new Point(x + 15, top + TEXT), 11, false, Palette.INK);
    }
  }

  private static void mixture(Drawing drawing, Legend.Mixture legend, double y) {
    List<String> names = legend.names();
    double x = MARGIN;
    for (int p = 0; p < names.size(); p++) {
      drawing.fill(new Box(x, y + 2, 11, 11), Legend.Mixture.INKS.get(p));
      drawing.text(names.get(p), new Point(x + 15, y + TEXT), TEXT, false, Palette.INK);
      x += 15 + LETTER * (names.get(p).length() + 3);
    }
    drawing.text(Legend.Mixture.FITTED, new Point(x, y + TEXT), TEXT, false, Palette.INK);
  }

  /** Map, images, configuration and score, in lines that fit. */
  private List<String> caption() {
    PipelineConfig config = comparison().config();
    List<String> parts = new ArrayList<>();
    parts.addAll(
        List.of(
            "Map " + mapName,
            comparison().query().image().name()
                + " \u2013 "
                + comparison().candidate().image().name()));
    comparison()
        .clusters()
        .ifPresent(
            view ->
                parts.add(
                    "global similarity "
                        + Numbers.precise(view.similarity().similarity())
                        + comparison().beforeProjection()));
    if (comparison().hasPatches()) {
      parts.add(
          "pair score "
              + Numbers.score(comparison().pairScore())
              + " ("
              + config.matching().scorer().id()
              + ", higher is better)");
      PatchScale size = comparison().scales().get(shown.settings().scale());
      parts.add(
          "patches "
              + size.size()
              + "\u00d7"
              + size.size()
              + " every "
              + size.stride()
              + (size.stride() == 1 ? " cell" : " cells"));
    }
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
    if (words.whitenResiduals()) {
      parts.add("whitened residuals");
    }
    if (words.weighWords()) {
      parts.add("weighed clusters");
    }
  }

  /** The configuration in a few words each. */
  static List<String> describe(PipelineConfig config) {
    List<String> parts = new ArrayList<>();
    parts.add(backbone(config));
    parts.add(config.imageSize().toString());
    parts.add(config.aggregator().label());
    config.words().ifPresent(words -> describe(words, parts));
    if (!config.aggregator().hasPatches()) {
      return parts;
    }
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
