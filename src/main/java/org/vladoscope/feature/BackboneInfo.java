package org.vladoscope.feature;

import org.vladoscope.common.InputException;
import org.vladoscope.image.ImageSize;

/**
 * What a backbone is and where its weights come from.
 *
 * @param id name on the command line and in cache keys
 * @param description one line for people, weights and training included
 * @param channels length C of a feature vector
 * @param geometry how cells lie on the picture
 * @param preprocessing what the network expects as input
 * @param weightsHash identifies the weights in cache keys
 */
public record BackboneInfo(
    String id,
    String description,
    int channels,
    CellGeometry geometry,
    Preprocessing preprocessing,
    String weightsHash) {

  /** Both sides of a picture must be multiples of this, so that no stage of the network rounds. */
  private static final int SIZE_MULTIPLE = 32;

  private static final int MIN_SIDE = 64;
  private static final int MAX_SIDE = 4096;

  /**
   * Checks that pictures of this size can be used.
   *
   * @throws InputException naming the sizes that can
   */
  public void checkSize(ImageSize size) {
    if (size.width() % SIZE_MULTIPLE != 0
        || size.height() % SIZE_MULTIPLE != 0
        || Math.min(size.width(), size.height()) < MIN_SIDE
        || Math.max(size.width(), size.height()) > MAX_SIDE) {
      throw new InputException(
          String.format(
              "The image size %s cannot be used; width and height must be multiples of %d from %d"
                  + " to %d.",
              size, SIZE_MULTIPLE, MIN_SIDE, MAX_SIDE));
    }
  }

  /** Rows of cells of the feature map of a picture of this size. */
  public int mapHeight(ImageSize size) {
    return size.height() / geometry.stride();
  }

  /** Columns of cells of the feature map of a picture of this size. */
  public int mapWidth(ImageSize size) {
    return size.width() / geometry.stride();
  }
}
