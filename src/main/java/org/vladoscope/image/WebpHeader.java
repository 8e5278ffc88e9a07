package org.vladoscope.image;

/**
 * What the container of a WebP says (RIFF), found without decoding.
 *
 * @param width of the image; 0 if it is not said
 * @param height likewise
 * @param lossless true if it is a single image of which nothing was left out
 * @param animated true if it has several frames
 * @param complete true if the file is as long as it says
 */
record WebpHeader(int width, int height, boolean lossless, boolean animated, boolean complete) {

  /** True if a file begins as a WebP does. */
  static boolean isWebp(HeaderBytes file) {
    return file.says(0, "RIFF") && file.says(8, "WEBP");
  }

  static WebpHeader of(byte[] content) {
    HeaderBytes file = new HeaderBytes(content, true);
    boolean complete = file.u32(4) + 8 <= file.size();
    // The first chunk: an image, or what is to come.
    if (file.says(12, "VP8L")) {
      long sizes = file.u32(21);
      return new WebpHeader(
          (int) (sizes & 0x3fff) + 1, (int) (sizes >> 14 & 0x3fff) + 1, true, false, complete);
    }
    if (file.says(12, "VP8X")) {
      int width = file.u16(24) + (file.u8(26) << 16) + 1;
      int height = file.u16(27) + (file.u8(29) << 16) + 1;
      return new WebpHeader(width, height, false, (file.u8(20) & 2) != 0, complete);
    }
    return new WebpHeader(file.u16(26) & 0x3fff, file.u16(28) & 0x3fff, false, false, complete);
  }
}
