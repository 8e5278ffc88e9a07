package org.vladoscope.image;

/** An image that is read row by row, wherever it lies. */
interface PixelRows {

  /** Width and height. */
  ImageSize size();

  /**
   * Reads a row.
   *
   * @param y 0 at the top
   * @param rgb takes red, green and blue of each pixel
   */
  void read(int y, byte[] rgb);

  /** Rows of an image in memory. */
  static PixelRows of(RgbImage image) {
    return new PixelRows() {
      @Override
      public ImageSize size() {
        return image.size();
      }

      @Override
      public void read(int y, byte[] rgb) {
        System.arraycopy(image.rgb(), 3 * y * image.width(), rgb, 0, 3 * image.width());
      }
    };
  }

  /** All of them as an image of its own. */
  default RgbImage copy() {
    int width = size().width();
    byte[] all = new byte[3 * width * size().height()];
    byte[] row = new byte[3 * width];
    for (int y = 0; y < size().height(); y++) {
      read(y, row);
      System.arraycopy(row, 0, all, y * row.length, row.length);
    }
    return new RgbImage(width, size().height(), all);
  }
}
