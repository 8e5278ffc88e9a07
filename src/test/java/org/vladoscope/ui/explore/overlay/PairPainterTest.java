package org.vladoscope.ui.explore.overlay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.common.Progress;
import org.vladoscope.figure.Box;
import org.vladoscope.figure.ColorMap;
import org.vladoscope.figure.Drawing;
import org.vladoscope.figure.Mark;
import org.vladoscope.figure.MatchKind;
import org.vladoscope.figure.MatchLine;
import org.vladoscope.figure.Point;
import org.vladoscope.image.ImageDecoder;
import org.vladoscope.ui.map.Comparison;
import org.vladoscope.ui.map.FakeSession;
import org.vladoscope.ui.session.Analysis;
import org.vladoscope.ui.view.Picture;
import org.vladoscope.ui.view.Placement;

/** Lines and grids on two images of 64×48 pixels, which the network saw at 640×480. */
class PairPainterTest {

  private static final Placement QUERY = new Placement(new Box(0, 0, 640, 480), 0, 0, 10);
  private static final Placement CANDIDATE = new Placement(new Box(700, 0, 640, 480), 700, 0, 10);

  private final Drawing drawing = new Drawing();
  private Comparison comparison;

  @BeforeEach
  void compare(@TempDir Path folder) throws IOException {
    FakeSession session = new FakeSession(folder);
    Analysis analysis = session.analysis(session.initialConfig());
    comparison =
        new Comparison(
            side(session, true),
            side(session, false),
            analysis.config(),
            analysis.grid(Progress.NONE),
            analysis.match(
                session.map().queries().getFirst(),
                session.map().database().getFirst(),
                Progress.NONE),
            Optional.empty());
  }

  private static Comparison.Side side(FakeSession session, boolean query) {
    var image = query ? session.map().queries().getFirst() : session.map().database().getFirst();
    return new Comparison.Side(query, image, Picture.of(ImageDecoder.decode(image.file())));
  }

  private PairPainter painter(double zoom) {
    return new PairPainter(drawing, comparison, 0, QUERY, CANDIDATE, 1, zoom);
  }

  private LineColouring colouring(LineColours by, MatchLine... lines) {
    return LineColouring.of(
        List.of(lines), comparison.match().scales().getFirst(), by, ColorMap.VIRIDIS);
  }

  private LineColouring byKind() {
    return colouring(LineColours.KIND);
  }

  @Test
  void linesThatFallOnOneAnotherAreFannedOutAndKeepTheirEnds() {
    MatchLine first = new MatchLine(0, 0, 0.9f, MatchKind.INLIER);
    MatchLine second = new MatchLine(1, 1, 0.9f, MatchKind.INLIER);
    painter(1).lines(List.of(first, second), byKind());
    assertThat(lines()).isEmpty();
    List<List<Point>> curves =
        drawing.marks().stream()
            .filter(Mark.Curve.class::isInstance)
            .map(mark -> ((Mark.Curve) mark).points())
            .toList();
    assertThat(curves).hasSize(4);
    double apart = curves.get(3).get(8).y() - curves.get(1).get(8).y();
    assertThat(Math.abs(apart)).isGreaterThan(5);
    Point from = comparison.grid(comparison.query(), 0).center(1);
    assertThat(curves.get(3).getFirst().y()).isCloseTo(from.y() * 10, within(1e-9));
  }

  @Test
  void colourShowsSimilarityOrTheDistanceFromTheMeanDisplacement() {
    MatchLine alike = new MatchLine(0, 0, 0.9f, MatchKind.INLIER);
    MatchLine unlike = new MatchLine(1, 3, 0.4f, MatchKind.INLIER);
    LineColouring bySimilarity = colouring(LineColours.SIMILARITY, alike, unlike);
    assertThat(bySimilarity.of(alike).argb()).isEqualTo(ColorMap.VIRIDIS.argb(1));
    assertThat(bySimilarity.of(unlike).argb()).isEqualTo(ColorMap.VIRIDIS.forLines().argb(0));
    assertThat(bySimilarity.bar().orElseThrow().range().min()).isCloseTo(0.4, within(1e-6));
    LineColouring byDisplacement = colouring(LineColours.DISPLACEMENT, alike, unlike);
    assertThat(byDisplacement.bar().orElseThrow().range().min()).isZero();
    assertThat(byDisplacement.of(alike)).isNotEqualTo(byDisplacement.of(unlike));
    assertThat(byKind().of(alike)).isEqualTo(MatchKind.INLIER.colour());
    assertThat(byKind().bar()).isEmpty();
  }

  @Test
  void aLineJoinsTheCentresOfItsPatches() {
    painter(1).lines(List.of(new MatchLine(1, 2, 0.9f, MatchKind.INLIER)), byKind());
    // Patches of two cells, one every two: centres lie at 15.5 and 31 pixels further.
    Mark.Line line = lines().getLast();
    Point from = comparison.grid(comparison.query(), 0).center(1);
    assertThat(line.from().x()).isCloseTo(from.x() * 10, within(1e-9));
    assertThat(line.to().x()).isGreaterThan(700);
    assertThat(line.stroke().dashes()).isEmpty();
  }

  @Test
  void linesGrowWithTheRootOfTheZoomUpToThreefold() {
    List<MatchLine> lines = List.of(new MatchLine(1, 2, 0.9f, MatchKind.INLIER));
    for (double zoom : new double[] {1, 4, 32}) {
      painter(zoom).lines(lines, byKind());
    }
    assertThat(lines().get(1).stroke().width()).isEqualTo(1.5);
    assertThat(lines().get(3).stroke().width()).isEqualTo(3);
    assertThat(lines().get(5).stroke().width()).isEqualTo(4.5);
  }

  @Test
  void kindsDifferInDashesNotOnlyInColour() {
    painter(1)
        .lines(
            List.of(
                new MatchLine(1, 2, 0.9f, MatchKind.OUTLIER),
                new MatchLine(20, 21, 0.9f, MatchKind.ONE_SIDED)),
            byKind());
    assertThat(lines().get(1).stroke().dashes()).isNotEmpty();
    assertThat(lines().get(3).stroke().dashes()).isNotEqualTo(lines().get(1).stroke().dashes());
  }

  @Test
  void aLineWithAnEndOutsideIsNotDrawn() {
    Placement elsewhere = new Placement(new Box(700, 0, 640, 480), -5000, 0, 10);
    new PairPainter(drawing, comparison, 0, QUERY, elsewhere, 1, 1)
        .lines(List.of(new MatchLine(1, 2, 0.9f, MatchKind.INLIER)), byKind());
    assertThat(lines()).isEmpty();
  }

  @Test
  void theGridIsDrawnToScale() {
    painter(1).grid(true, 0);
    var grid = comparison.grid(comparison.query(), 0).grid();
    int stride = grid.scale().stride();
    // Every patch column and row begins with a line, and the last ones end with one; two strokes
    // each, for contrast.
    assertThat(lines()).hasSize(2 * (grid.columns() + 1 + grid.rows() + 1));
    double step = lines().get(3).from().x() - lines().get(1).from().x();
    // 16 pixels of 640 on an image of 64 pixels that is shown tenfold.
    assertThat(step).isCloseTo(16.0 * stride, within(1e-9));
    Box example = boxes().getLast().box();
    assertThat(example.width()).isCloseTo(16.0 * grid.scale().size(), within(1e-9));
  }

  @Test
  void aReceptiveFieldIsAsLargeAsTheNetworksPlusTheCellsOfThePatch() {
    var patches = comparison.grid(comparison.query(), 0);
    assertThat(patches.cells().receptiveField(0).width()).isCloseTo(3.1, within(1e-9));
    int size = patches.grid().scale().size();
    assertThat(patches.receptiveField(0).width())
        .isCloseTo((31 + 16.0 * (size - 1)) / 10, within(1e-9));
  }

  private List<Mark.Line> lines() {
    return all(drawing.marks())
        .filter(Mark.Line.class::isInstance)
        .map(Mark.Line.class::cast)
        .toList();
  }

  private List<Mark.Outline> boxes() {
    return all(drawing.marks())
        .filter(Mark.Outline.class::isInstance)
        .map(Mark.Outline.class::cast)
        .toList();
  }

  private static Stream<Mark> all(List<Mark> marks) {
    return marks.stream()
        .flatMap(mark -> mark instanceof Mark.Group group ? all(group.marks()) : Stream.of(mark));
  }
}
