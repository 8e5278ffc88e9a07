package org.vladoscope.feature;

import java.util.List;
import java.util.stream.Collectors;
import org.vladoscope.common.InputException;
import org.vladoscope.image.ImageSize;

/**
 * What a backbone is and where its weights come from.
 *
 * @param id name on the command line and in cache keys
 * @param description one line for people
 * @param channels length C of a feature vector
 * @param output cells of a grid, or a descriptor of the whole image
 * @param sizes which images it takes
 * @param parts how its parts were trained, at least one
 * @param weightsHash identifies the weights, and whatever else changes the features, in cache keys
 */
public record BackboneInfo(
    String id,
    String description,
    int channels,
    BackboneOutput output,
    SizeRule sizes,
    List<ModelPart> parts,
    String weightsHash) {

  /** Checks and copies. */
  public BackboneInfo {
    parts = List.copyOf(parts);
    if (channels < 1 || parts.isEmpty()) {
      throw new IllegalArgumentException("a backbone has channels and parts");
    }
  }

  /** A backbone that gives cells. */
  public BackboneInfo(
      String id,
      String description,
      int channels,
      CellGeometry geometry,
      SizeRule sizes,
      List<ModelPart> parts,
      String weightsHash) {
    this(id, description, channels, new BackboneOutput.Cells(geometry), sizes, parts, weightsHash);
  }

  /** How cells lie on the image; without cells, one that holds any image. */
  public CellGeometry geometry() {
    return output.geometry();
  }

  /** How its parts were trained, in one line for people. */
  public String training() {
    return parts.stream().map(ModelPart::toString).collect(Collectors.joining("; "));
  }

  /** True if some of its weights were never trained. */
  public boolean isPartlyRandom() {
    return parts.stream().anyMatch(part -> part.training() == Training.RANDOM);
  }

  /**
   * Checks that images of this size can be used.
   *
   * @throws InputException naming the sizes that can
   */
  public void checkSize(ImageSize size) {
    sizes.check(size);
  }

  /** Rows of cells of the feature map of an image of this size. */
  public int mapHeight(ImageSize size) {
    return output.hasCells() ? sizes.cells(size.height(), geometry().stride()) : 1;
  }

  /** Columns of cells of the feature map of an image of this size. */
  public int mapWidth(ImageSize size) {
    return output.hasCells() ? sizes.cells(size.width(), geometry().stride()) : 1;
  }
}
