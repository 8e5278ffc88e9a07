package org.vladoscope.window;

import java.util.ArrayList;
import java.util.List;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.Pose;
import org.vladoscope.figure.Box;
import org.vladoscope.image.ImageSize;
import org.vladoscope.store.CsvText;

/**
 * Where else a window is seen, the most similar first.
 *
 * @param image where it was drawn
 * @param box its cells
 * @param pixels the rectangle that they tile, in pixels of the image
 * @param size of the image
 * @param hits windows of database images
 * @param compared how many windows were compared
 * @param eightBit true if they were chosen by an 8-bit index, false if all were compared as they
 *     are
 * @param ownLeftOut true if the image is one of the database, which is left out
 */
public record WindowHits(
    PlaceImage image,
    CellBox box,
    Box pixels,
    ImageSize size,
    List<WindowHit> hits,
    long compared,
    boolean eightBit,
    boolean ownLeftOut) {

  /** Copies the list. */
  public WindowHits {
    hits = List.copyOf(hits);
  }

  /** The share of the hits of another search that are among these: same image, same window. */
  public double shareOf(WindowHits other) {
    long found =
        other.hits.stream()
            .filter(
                hit ->
                    hits.stream()
                        .anyMatch(
                            own ->
                                own.box().equals(hit.box())
                                    && WindowedMap.isSame(own.image(), hit.image())))
            .count();
    return other.hits.isEmpty() ? 1 : (double) found / other.hits.size();
  }

  /** As a comma-separated table; positions, metres and answers that are not known are empty. */
  public String csv() {
    List<List<Object>> lines = new ArrayList<>();
    lines.add(
        List.of(
            "rank",
            "image",
            "similarity",
            "x",
            "y",
            "width",
            "height",
            "cell_column",
            "cell_row",
            "cells_wide",
            "cells_high",
            "metres",
            "right",
            "east",
            "north"));
    for (int i = 0; i < hits.size(); i++) {
      WindowHit hit = hits.get(i);
      Pose pose = hit.image().pose();
      lines.add(
          List.of(
              i + 1,
              hit.image().name(),
              hit.similarity(),
              hit.pixels().left(),
              hit.pixels().top(),
              hit.pixels().width(),
              hit.pixels().height(),
              hit.box().column(),
              hit.box().row(),
              hit.box().width(),
              hit.box().height(),
              Double.isNaN(hit.metres()) ? "" : (Object) hit.metres(),
              switch (hit.truth()) {
                case SAME_PLACE -> true;
                case OTHER_PLACE -> false;
                case UNKNOWN -> "";
              },
              pose == null ? "" : (Object) pose.east(),
              pose == null ? "" : (Object) pose.north()));
    }
    return CsvText.of(lines);
  }
}
