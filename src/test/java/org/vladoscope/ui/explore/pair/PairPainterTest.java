package org.vladoscope.ui.explore.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;
import javafx.scene.image.Image;
import javafx.scene.paint.Color;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.common.Progress;
import org.vladoscope.image.ImageDecoder;
import org.vladoscope.ui.explore.overlay.MatchLine;
import org.vladoscope.ui.explore.overlay.PatchPointer.Kind;
import org.vladoscope.ui.map.Comparison;
import org.vladoscope.ui.map.FakeSession;
import org.vladoscope.ui.session.Analysis;
import org.vladoscope.ui.view.Drawing;
import org.vladoscope.ui.view.Picture;
import org.vladoscope.ui.view.Placement;

/** Lines and grids on two pictures of 64×48 pixels, which the network saw at 640×480. */
class PairPainterTest {

  private static final Placement QUERY = new Placement(new Rectangle2D(0, 0, 640, 480), 0, 0, 10);
  private static final Placement CANDIDATE =
      new Placement(new Rectangle2D(700, 0, 640, 480), 700, 0, 10);

  private final Recorded recorded = new Recorded();
  private Comparison comparison;

  @BeforeEach
  void compare(@TempDir Path folder) throws IOException {
    FakeSession session = new FakeSession(folder);
    Analysis analysis = session.analysis(session.initialConfig());
    comparison =
        Comparison.of(
            side(session, analysis, true),
            side(session, analysis, false),
            analysis.config(),
            analysis.match(
                session.map().queries().getFirst(),
                session.map().database().getFirst(),
                Progress.NONE));
  }

  private static Comparison.Side side(FakeSession session, Analysis analysis, boolean query) {
    var image = query ? session.map().queries().getFirst() : session.map().database().getFirst();
    return new Comparison.Side(
        query,
        image,
        Picture.of(ImageDecoder.decode(image.file())),
        analysis.anatomy(image, Progress.NONE));
  }

  private PairPainter painter(double zoom) {
    return new PairPainter(recorded, comparison, 0, QUERY, CANDIDATE, 1, zoom);
  }

  @Test
  void aLineJoinsTheCentresOfItsPatches() {
    painter(1).lines(List.of(new MatchLine(1, 2, 0.9f, Kind.INLIER)));
    // Patches of two cells, one every two: centres lie at 15.5 and 31 pixels further.
    Stroke line = recorded.lines.getLast();
    Point2D from = comparison.grid(comparison.query(), 0).center(1);
    assertThat(line.from().getX()).isCloseTo(from.getX() * 10, within(1e-9));
    assertThat(line.to().getX()).isGreaterThan(700);
    assertThat(line.dashes()).isEmpty();
  }

  @Test
  void linesGrowWithTheRootOfTheZoomUpToThreefold() {
    List<MatchLine> lines = List.of(new MatchLine(1, 2, 0.9f, Kind.INLIER));
    for (double zoom : new double[] {1, 4, 32}) {
      painter(zoom).lines(lines);
    }
    assertThat(recorded.lines.get(1).width()).isEqualTo(1.5);
    assertThat(recorded.lines.get(3).width()).isEqualTo(3);
    assertThat(recorded.lines.get(5).width()).isEqualTo(4.5);
  }

  @Test
  void kindsDifferInDashesNotOnlyInColour() {
    painter(1)
        .lines(
            List.of(
                new MatchLine(1, 2, 0.9f, Kind.OUTLIER),
                new MatchLine(1, 2, 0.9f, Kind.ONE_SIDED)));
    assertThat(recorded.lines.get(1).dashes()).isNotEmpty();
    assertThat(recorded.lines.get(3).dashes()).isNotEqualTo(recorded.lines.get(1).dashes());
  }

  @Test
  void aLineWithAnEndOutsideIsNotDrawn() {
    Placement elsewhere = new Placement(new Rectangle2D(700, 0, 640, 480), -5000, 0, 10);
    new PairPainter(recorded, comparison, 0, QUERY, elsewhere, 1, 1)
        .lines(List.of(new MatchLine(1, 2, 0.9f, Kind.INLIER)));
    assertThat(recorded.lines).isEmpty();
  }

  @Test
  void theGridIsDrawnToScale() {
    painter(1).grid(true, 0);
    var grid = comparison.grid(comparison.query(), 0).grid();
    int stride = grid.scale().stride();
    // Every patch column and row begins with a line, and the last ones end with one; two strokes
    // each, for contrast.
    assertThat(recorded.lines).hasSize(2 * (grid.columns() + 1 + grid.rows() + 1));
    double step = recorded.lines.get(3).from().getX() - recorded.lines.get(1).from().getX();
    // 16 pixels of 640 on a picture of 64 pixels that is shown tenfold.
    assertThat(step).isCloseTo(16.0 * stride, within(1e-9));
    Rectangle2D example = recorded.boxes.getLast();
    assertThat(example.getWidth()).isCloseTo(16.0 * grid.scale().size(), within(1e-9));
  }

  @Test
  void aReceptiveFieldIsAsLargeAsTheNetworksPlusTheCellsOfThePatch() {
    var patches = comparison.grid(comparison.query(), 0);
    assertThat(patches.cells().receptiveField(0).getWidth()).isCloseTo(3.1, within(1e-9));
    int size = patches.grid().scale().size();
    assertThat(patches.receptiveField(0).getWidth())
        .isCloseTo((31 + 16.0 * (size - 1)) / 10, within(1e-9));
  }

  private record Stroke(Point2D from, Point2D to, double width, List<Double> dashes) {}

  /** Notes what is drawn. */
  private static final class Recorded implements Drawing {

    private final List<Stroke> lines = new ArrayList<>();
    private final List<Rectangle2D> boxes = new ArrayList<>();

    @Override
    public void line(Point2D from, Point2D to, Color color, double width, double... dashes) {
      List<Double> pattern = new ArrayList<>();
      for (double dash : dashes) {
        pattern.add(dash);
      }
      lines.add(new Stroke(from, to, width, pattern));
    }

    @Override
    public void dot(Point2D center, double radius, Color color) {}

    @Override
    public void box(Rectangle2D box, Color color, double width, double... dashes) {
      boxes.add(box);
    }

    @Override
    public void fill(Rectangle2D box, Color color) {}

    @Override
    public void image(Image image, Rectangle2D box) {}

    @Override
    public void text(String text, Point2D at, double size, boolean bold, Color color) {}

    @Override
    public void group(String name, @Nullable Rectangle2D clip, double opacity, Runnable content) {
      content.run();
    }
  }
}
