package org.vladoscope.train;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;
import org.vladoscope.pipeline.TinyMap;

/** Painted places whose queries are hard: all of them were taken in another season. */
public final class SeasonsMap {

  private SeasonsMap() {}

  /** Query i shows place i, moved, under snow. */
  public static Path write(Path folder, int places) throws IOException {
    StringBuilder truth = new StringBuilder();
    for (int i = 0; i < places; i++) {
      String name = "%02d.png".formatted(i);
      TinyMap.place(folder.resolve("database").resolve(name), i, 0);
      Path query = folder.resolve("queries").resolve(name);
      TinyMap.place(query, i, 14);
      snow(query, i);
      truth.append(name).append(',').append(name).append('\n');
    }
    Files.writeString(folder.resolve("ground_truth.csv"), truth);
    return folder;
  }

  private static void snow(Path file, int number) throws IOException {
    BufferedImage picture = ImageIO.read(file.toFile());
    Graphics2D graphics = picture.createGraphics();
    Random random = new Random(number);
    graphics.setColor(new Color(200, 215, 255, 140));
    graphics.fillRect(0, 0, picture.getWidth(), picture.getHeight());
    graphics.setColor(new Color(255, 255, 255, 230));
    for (int flake = 0; flake < 120; flake++) {
      int size = 2 + random.nextInt(5);
      graphics.fillOval(
          random.nextInt(picture.getWidth()), random.nextInt(picture.getHeight()), size, size);
    }
    graphics.dispose();
    ImageIO.write(picture, "png", file.toFile());
  }
}
