package org.vladoscope.window;

import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.figure.Box;
import org.vladoscope.image.ImageSize;
import org.vladoscope.ranking.PlaceTruth;

/**
 * A window of a database image that is like the one that was searched for.
 *
 * @param image the database image
 * @param place number of its place in the map's database
 * @param box its cells
 * @param pixels the rectangle that they tile, in pixels of the image
 * @param size of the image
 * @param similarity cosine of the two descriptors
 * @param truth whether the image shows the place of the image that was searched with
 * @param metres how far the two were taken apart; NaN if that is not known
 */
public record WindowHit(
    PlaceImage image,
    int place,
    CellBox box,
    Box pixels,
    ImageSize size,
    double similarity,
    PlaceTruth truth,
    double metres) {}
