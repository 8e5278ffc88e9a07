package org.vladoscope.cli;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/** A map of a few places of the sample map, and options that suit it. */
public final class FewPlaces {

  static final Path TOWN = Path.of("sample-maps", "town");
  static final List<String> NAMES = List.of("005", "020", "033", "047", "060", "072", "080");

  /** Small images and few words keep tests quick; the numbers have tests of their own. */
  static final List<String> SMALL =
      List.of("--image-size", "320x256", "--clusters", "8", "--whitening", "32", "--rerank", "5");

  private FewPlaces() {}

  /** Writes the map {@code few places}: seven images, and three of them again, darker. */
  public static Path write(Path folder) throws IOException {
    Path map = Files.createDirectories(folder.resolve("few places"));
    Path database = Files.createDirectories(map.resolve("database"));
    Path queries = Files.createDirectories(map.resolve("queries"));
    List<String> truth = new ArrayList<>();
    for (String place : NAMES) {
      Files.copy(
          TOWN.resolve("database/place_" + place + ".jpg"), database.resolve(place + ".jpg"));
    }
    for (String place : NAMES.subList(0, 3)) {
      // The same view, darker: easy, so that the right answer is known.
      BufferedImage view = ImageIO.read(database.resolve(place + ".jpg").toFile());
      for (int y = 0; y < view.getHeight(); y++) {
        for (int x = 0; x < view.getWidth(); x++) {
          view.setRGB(x, y, (view.getRGB(x, y) >> 1) & 0x7f7f7f);
        }
      }
      ImageIO.write(view, "jpg", queries.resolve("dark_" + place + ".jpg").toFile());
      truth.add("dark_" + place + ".jpg," + place + ".jpg");
    }
    Files.write(map.resolve("ground_truth.csv"), truth);
    return map;
  }
}
