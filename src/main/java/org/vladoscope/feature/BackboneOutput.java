package org.vladoscope.feature;

/** What a backbone gives for an image. */
public sealed interface BackboneOutput {

  /**
   * A vector for each cell of a grid, which an aggregator makes a descriptor of.
   *
   * @param geometry how cells lie on the image
   */
  record Cells(CellGeometry geometry) implements BackboneOutput {}

  /**
   * One vector for the whole image, which is its descriptor already. Its feature map is a single
   * cell, there are no patches, and no aggregator has anything to aggregate.
   */
  record Descriptor() implements BackboneOutput {

    /** The single cell: as large as any image. */
    static final CellGeometry WHOLE = new CellGeometry(SizeRule.MAX_SIDE, SizeRule.MAX_SIDE, 0);
  }

  /** True if there is a grid of cells. */
  default boolean hasCells() {
    return switch (this) {
      case Cells _ -> true;
      case Descriptor _ -> false;
    };
  }

  /** How cells lie on the image; for a descriptor one cell that holds any image. */
  default CellGeometry geometry() {
    return switch (this) {
      case Cells(CellGeometry geometry) -> geometry;
      case Descriptor _ -> Descriptor.WHOLE;
    };
  }
}
