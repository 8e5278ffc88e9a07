package org.vladoscope.pipeline;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import javax.imageio.ImageIO;
import org.vladoscope.aggregate.Aggregators;
import org.vladoscope.compute.Precision;
import org.vladoscope.config.CameraFusion;
import org.vladoscope.config.ClusterMix;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.config.RetrievalSource;
import org.vladoscope.feature.BackboneChoice;
import org.vladoscope.image.Decoding;
import org.vladoscope.image.ImageSize;
import org.vladoscope.index.IndexConfig;
import org.vladoscope.match.MatchConfig;
import org.vladoscope.match.RapidScore;
import org.vladoscope.vlad.PatchScale;
import org.vladoscope.vlad.ReductionConfig;
import org.vladoscope.vlad.VocabularyConfig;

/** A drawn map of 8 places and 5 queries of 160×128 pixels, and a configuration that suits it. */
public final class TinyMap {

  public static final int DATABASE = 8;
  public static final int QUERIES = 5;

  /** Feature maps of 8 rows and 10 columns. */
  public static final PipelineConfig CONFIG =
      new PipelineConfig(
          new ImageSize(160, 128),
          Decoding.EXACT,
          BackboneChoice.EMBEDDED,
          Precision.FP32,
          Aggregators.netVlad(new VocabularyConfig(8, 200, 20, 1)),
          IndexConfig.FLAT,
          List.of(new PatchScale(2, 1), new PatchScale(3, 1)),
          new ReductionConfig(16, 0, 200),
          new MatchConfig(new RapidScore(), 1.5, List.of(.5, .5), 0),
          5,
          CameraFusion.BEST,
          RetrievalSource.COMPUTED,
          ClusterMix.NONE);

  private TinyMap() {}

  /** Database, queries and ground truth: query i shows place i, a little moved and darker. */
  public static Path write(Path folder) throws IOException {
    StringBuilder truth = new StringBuilder();
    for (int i = 0; i < DATABASE; i++) {
      place(folder.resolve("database/place" + i + ".png"), i, 0);
    }
    for (int i = 0; i < QUERIES; i++) {
      place(folder.resolve("queries/query" + i + ".png"), i, 6);
      truth.append("query").append(i).append(".png,place").append(i).append(".png\n");
    }
    Files.writeString(folder.resolve("ground_truth.csv"), truth);
    return folder;
  }

  /** Draws one place. */
  public static void place(Path file, int number, int moved) throws IOException {
    BufferedImage picture = new BufferedImage(160, 128, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    Random random = new Random(1000 + number);
    graphics.setColor(colour(random));
    graphics.fillRect(0, 0, 160, 128);
    graphics.translate(moved, 0);
    for (int shape = 0; shape < 40; shape++) {
      graphics.setColor(colour(random));
      graphics.setStroke(new BasicStroke(1 + random.nextInt(4)));
      int x = random.nextInt(160) - 20;
      int y = random.nextInt(128) - 20;
      int width = 5 + random.nextInt(50);
      int height = 5 + random.nextInt(50);
      switch (random.nextInt(4)) {
        case 0 -> graphics.fillRect(x, y, width, height);
        case 1 -> graphics.fillOval(x, y, width, height);
        case 2 -> graphics.drawLine(x, y, x + width, y + height);
        default -> graphics.drawRect(x, y, width, height);
      }
    }
    graphics.translate(-moved, 0);
    if (moved != 0) {
      graphics.setColor(new Color(0, 0, 0, 60));
      graphics.fillRect(0, 0, 160, 128);
    }
    graphics.dispose();
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    ImageIO.write(picture, "png", file.toFile());
  }

  private static Color colour(Random random) {
    return new Color(random.nextInt(256), random.nextInt(256), random.nextInt(256));
  }
}
