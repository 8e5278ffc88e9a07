package org.vladoscope.dataset.format;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.Cell;
import us.hebi.matlab.mat.types.MatFile;
import us.hebi.matlab.mat.types.Matrix;

/**
 * Small data sets in the layouts of the field. Each place has a colour, so that who finds places by
 * colour finds as many as the fixture means.
 */
public final class LayoutFixtures {

  private LayoutFixtures() {}

  /** Paints the image of a place, 0 to 15, of some 100 bytes. */
  public static void paint(Path file, int place) {
    BufferedImage image = new BufferedImage(8, 6, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setColor(new Color(place * 16, 255 - place * 16, 128));
    g.fillRect(0, 0, 8, 6);
    g.dispose();
    try {
      Files.createDirectories(file.getParent());
      // The content is PNG whatever the ending says; nothing here decides by that.
      ImageIO.write(image, "png", file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The share of queries whose image's colour leads to a positive. */
  public static double recallAt1ByColor(PlaceMap map) {
    List<Integer> colors = map.database().stream().map(LayoutFixtures::color).toList();
    long right =
        IntStream.range(0, map.queries().size())
            .filter(
                q -> map.groundTruth().isPositive(q, colors.indexOf(color(map.queries().get(q)))))
            .count();
    return (double) right / map.queries().size();
  }

  private static int color(PlaceImage image) {
    try (InputStream in = Files.newInputStream(image.file())) {
      return ImageIO.read(in).getRGB(0, 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A {@code .mat} of version 5 with a {@code dbStruct}. */
  public static void dbStruct(
      Path file,
      List<String> database,
      double[][] databaseAt,
      List<String> queries,
      double[][] queriesAt,
      double radius)
      throws IOException {
    write(
        file,
        Mat5.newMatFile()
            .addArray(
                "dbStruct",
                Mat5.newStruct()
                    .set("whichSet", Mat5.newString("val"))
                    .set("dbImageFns", cells(database))
                    .set("utmDb", columns(databaseAt))
                    .set("qImageFns", cells(queries))
                    .set("utmQ", columns(queriesAt))
                    .set("numImages", Mat5.newScalar(database.size()))
                    .set("numQueries", Mat5.newScalar(queries.size()))
                    .set("posDistThr", Mat5.newScalar(radius))
                    .set("posDistSqThr", Mat5.newScalar(radius * radius))));
  }

  private static Cell cells(List<String> texts) {
    Cell cells = Mat5.newCell(texts.size(), 1);
    for (int i = 0; i < texts.size(); i++) {
      cells.set(i, Mat5.newString(texts.get(i)));
    }
    return cells;
  }

  private static Matrix columns(double[][] positions) {
    Matrix matrix = Mat5.newMatrix(2, positions.length);
    for (int i = 0; i < positions.length; i++) {
      matrix.setDouble(0, i, positions[i][0]);
      matrix.setDouble(1, i, positions[i][1]);
    }
    return matrix;
  }

  /** A {@code .mat} of version 5 with a table of true and false. */
  public static void truths(Path file, String name, boolean[][] rows) throws IOException {
    Matrix matrix = Mat5.newLogical(rows.length, rows[0].length);
    for (int r = 0; r < rows.length; r++) {
      for (int c = 0; c < rows[r].length; c++) {
        matrix.setBoolean(r, c, rows[r][c]);
      }
    }
    write(file, Mat5.newMatFile().addArray(name, matrix));
  }

  private static void write(Path file, MatFile content) throws IOException {
    Files.createDirectories(file.getParent());
    Mat5.writeToFile(content, file.toFile());
  }

  /** A file that came with the tests. */
  public static void copy(String resource, Path file) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(LayoutFixtures.class.getResourceAsStream(resource))) {
      Files.copy(in, file);
    }
  }

  /** True where a row and a column are no further apart than a tolerance. */
  public static boolean[][] band(int rows, int cols, int tolerance) {
    boolean[][] band = new boolean[rows][cols];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < cols; c++) {
        band[r][c] = Math.abs(r - c) <= tolerance;
      }
    }
    return band;
  }
}
