package org.vladoscope.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.vladoscope.pipeline.TinyMap;

/** A folder of painted places that have nothing to do with each other. */
public final class PaintedMap {

  /** Places, and as many queries. */
  public static final int PLACES = 20;

  private PaintedMap() {}

  /** Query i shows place i, a little moved and darker. */
  public static Path write(Path folder) throws IOException {
    StringBuilder truth = new StringBuilder();
    for (int i = 0; i < PLACES; i++) {
      String name = "%02d.png".formatted(i);
      TinyMap.place(folder.resolve("database").resolve(name), i, 0);
      TinyMap.place(folder.resolve("queries").resolve(name), i, 6);
      truth.append(name).append(',').append(name).append('\n');
    }
    Files.writeString(folder.resolve("ground_truth.csv"), truth);
    return folder;
  }

  /** Images of a way, without queries and ground truth. */
  public static Path writeBare(Path folder, int places) throws IOException {
    for (int i = 0; i < places; i++) {
      TinyMap.place(folder.resolve("%02d.png".formatted(i)), i, 0);
    }
    return folder;
  }
}
