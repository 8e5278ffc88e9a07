package org.vladoscope.teach;

import java.util.ArrayList;
import java.util.List;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.config.Preset;
import org.vladoscope.feature.CellGeometry;
import org.vladoscope.feature.FeatureMap;
import org.vladoscope.match.PatchMatches;
import org.vladoscope.match.PatchSimilarity;
import org.vladoscope.match.RansacScorer;
import org.vladoscope.vlad.PatchGrid;
import org.vladoscope.vlad.PatchScale;
import org.vladoscope.vlad.PatchVlad;
import org.vladoscope.vlad.Vocabulary;
import org.vladoscope.vlad.VocabularyConfig;
import org.vladoscope.vlad.VocabularyTrainer;

/**
 * Why two blank images do not score zero. In an image of one colour the only thing a network can
 * see is its own padding: a cell's features depend on how far its receptive field reaches over each
 * border. This builds the feature map of such an image for the published configuration (VGG16 up to
 * conv5_3 at 640×480: receptive field 196, stride 16, padding 90; patch sizes 2, 5, 8; RANSAC) and
 * matches it with itself by the program's own patches and scorer.
 *
 * @param scales one for each patch size
 * @param score their weighted sum
 */
public record BlankImages(List<Scale> scales, double score) {

  /**
   * One patch size.
   *
   * @param grid its patches
   * @param weight its weight in the sum
   * @param corners patches that reach over two borders at once, of which no two are alike
   * @param matches mutual matches
   * @param inliers per patch whether it matched and agreed with the homography
   * @param score inliers divided by patches
   */
  public record Scale(
      PatchGrid grid, double weight, int corners, int matches, boolean[] inliers, double score) {}

  private static final CellGeometry VGG16 = new CellGeometry(196, 16, 90);
  private static final int WIDTH = 640;
  private static final int HEIGHT = 480;
  private static final int CLUSTERS = 8;
  private static final double TOLERANCE = 1.5;

  /** Copies the list. */
  public BlankImages {
    scales = List.copyOf(scales);
  }

  /** What the score would be if nothing but the patches in the corners matched. */
  public double cornerScore() {
    return scales.stream().mapToDouble(s -> s.weight() * s.corners() / s.grid().count()).sum();
  }

  /** Computes it. */
  public static BlankImages compute(Compute compute, Progress progress) {
    FeatureMap map = blank();
    progress.report("Training vocabulary of a blank image", 0);
    Vocabulary words =
        VocabularyTrainer.train(
            map.cells(),
            new VocabularyConfig(CLUSTERS, map.cells().rows(), 20, 1),
            compute,
            progress);
    List<Scale> scales = new ArrayList<>();
    double score = 0;
    PipelineConfig published = Preset.PERFORMANCE.config();
    for (int i = 0; i < published.scales().size(); i++) {
      progress.check();
      progress.report("Matching blank images", (double) i / published.scales().size());
      double weight = published.matching().weights().get(i);
      Scale scale = scale(map, words, published.scales().get(i), weight, compute);
      scales.add(scale);
      score += weight * scale.score();
    }
    return new BlankImages(scales, score);
  }

  /** What padding alone makes of each cell. */
  static FeatureMap blank() {
    int height = HEIGHT / VGG16.stride();
    int width = WIDTH / VGG16.stride();
    float[][] cells = new float[height * width][];
    for (int row = 0; row < height; row++) {
      float top = over(row, false, HEIGHT);
      float bottom = over(row, true, HEIGHT);
      for (int column = 0; column < width; column++) {
        float left = over(column, false, WIDTH);
        float right = over(column, true, WIDTH);
        cells[row * width + column] =
            new float[] {
              1,
              left,
              right,
              top,
              bottom,
              left * left,
              right * right,
              top * top,
              bottom * bottom,
              left * top,
              right * top,
              left * bottom,
              right * bottom
            };
      }
    }
    return new FeatureMap(height, width, FloatMatrix.ofRows(cells), VGG16);
  }

  /** Share of the receptive field's half that lies outside at one end. */
  private static float over(int cell, boolean end, int pixels) {
    double half = VGG16.receptiveField() / 2.0;
    double inside = end ? pixels - 1 - VGG16.center(cell) : VGG16.center(cell);
    return (float) Math.max(0, (half - inside) / half);
  }

  private static Scale scale(
      FeatureMap map, Vocabulary words, PatchScale size, double weight, Compute compute) {
    PatchGrid grid = new PatchGrid(map.height(), map.width(), size, map.geometry());
    FloatMatrix patches = PatchVlad.describe(map, words, size);
    PatchMatches matches = PatchSimilarity.between(patches, patches, compute).mutual();
    RansacScorer.Result ransac = new RansacScorer(TOLERANCE).score(matches, grid);
    boolean[] inliers = new boolean[grid.count()];
    for (int i = 0; i < matches.count(); i++) {
      inliers[matches.query()[i]] |= ransac.inliers()[i];
    }
    return new Scale(grid, weight, corners(grid), matches.count(), inliers, ransac.score());
  }

  private static int corners(PatchGrid grid) {
    int rows = 0;
    for (int row = 0; row < grid.rows(); row++) {
      rows += reaches(row * grid.scale().stride(), grid.scale().size(), HEIGHT) ? 1 : 0;
    }
    int columns = 0;
    for (int column = 0; column < grid.columns(); column++) {
      columns += reaches(column * grid.scale().stride(), grid.scale().size(), WIDTH) ? 1 : 0;
    }
    return rows * columns;
  }

  private static boolean reaches(int first, int size, int pixels) {
    return over(first, false, pixels) > 0 || over(first + size - 1, true, pixels) > 0;
  }
}
