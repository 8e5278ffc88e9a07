package org.vladoscope.ui;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;

/** Writes a small map of painted places: each query is its place seen from a step aside. */
public final class FixtureMap {

  private static final int WIDTH = 320;
  private static final int HEIGHT = 240;
  private static final int STEP = 24;

  private FixtureMap() {}

  /** A map with ground truth. Some names are long, one place has a name with a folder. */
  public static Path write(Path folder, int database, int queries) throws IOException {
    Path databaseFolder = Files.createDirectories(folder.resolve("database"));
    Path queryFolder = Files.createDirectories(folder.resolve("queries"));
    StringBuilder truth = new StringBuilder();
    for (int i = 0; i < database; i++) {
      ImageIO.write(place(i, 0), "png", databaseFolder.resolve(databaseName(i)).toFile());
    }
    for (int i = 0; i < queries; i++) {
      ImageIO.write(place(i, STEP), "png", queryFolder.resolve(queryName(i)).toFile());
      truth.append(queryName(i)).append(',').append(databaseName(i)).append('\n');
    }
    Files.writeString(folder.resolve("ground_truth.csv"), truth);
    return folder;
  }

  /** The same map without a match for one of its queries. */
  public static Path withoutMatch(Path map, int query) throws IOException {
    Path file = map.resolve("ground_truth.csv");
    Files.writeString(
        file,
        Files.readString(file)
            .replace(queryName(query) + "," + databaseName(query) + "\n", queryName(query) + "\n"));
    return map;
  }

  /** The same places seen by two cameras: what the back camera sees looks different. */
  public static Path writeCameras(Path folder, int database, int queries) throws IOException {
    StringBuilder truth = new StringBuilder();
    for (int c = 0; c < 2; c++) {
      String camera = c == 0 ? "images_back" : "images_front";
      Path databaseFolder = Files.createDirectories(folder.resolve("database").resolve(camera));
      Path queryFolder = Files.createDirectories(folder.resolve("queries").resolve(camera));
      for (int i = 0; i < database; i++) {
        ImageIO.write(
            place(1000 * c + i, 0), "png", databaseFolder.resolve(databaseName(i)).toFile());
      }
      for (int i = 0; i < queries; i++) {
        ImageIO.write(
            place(1000 * c + i, STEP), "png", queryFolder.resolve(databaseName(i)).toFile());
        String name = camera + "/" + databaseName(i);
        truth.append(name).append(',').append(name).append('\n');
      }
    }
    Files.writeString(folder.resolve("ground_truth.csv"), truth);
    return folder;
  }

  /** Name of a database image. */
  public static String databaseName(int place) {
    return "place_" + place + ".png";
  }

  /** Name of a query. */
  public static String queryName(int place) {
    return place == 1
        ? "query_with_a_very_long_name_taken_on_a_rainy_evening_in_november.png"
        : "query_" + place + ".png";
  }

  private static BufferedImage place(int seed, int shift) {
    Random random = new Random(1_000_003L * (seed + 1));
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(new Color(Color.HSBtoRGB(random.nextFloat(), 0.3f, 0.9f)));
    graphics.fillRect(0, 0, WIDTH, HEIGHT);
    for (int i = 0; i < 40; i++) {
      float brightness = 0.3f + 0.6f * random.nextFloat();
      graphics.setColor(new Color(Color.HSBtoRGB(random.nextFloat(), 0.7f, brightness)));
      int x = random.nextInt(WIDTH + 2 * STEP) - shift;
      int y = random.nextInt(HEIGHT);
      int width = 12 + random.nextInt(48);
      int height = 12 + random.nextInt(48);
      if (random.nextBoolean()) {
        graphics.fillRect(x, y, width, height);
      } else {
        graphics.fillOval(x, y, width, height);
      }
    }
    graphics.dispose();
    return image;
  }
}
