package org.vladoscope.image;

import java.util.Optional;

/**
 * What the first directory of a TIFF says (TIFF 6.0), found without decoding.
 *
 * @param big true for BigTIFF, whose offsets have 64 bits
 * @param width in pixels
 * @param height in pixels
 * @param bits per sample, of the widest channel
 * @param samples per pixel
 * @param photometric what samples mean: 5 inks, 8 to 10 Lab
 * @param compression how they are compressed
 * @param predictor 2 if differences to the left neighbour are stored
 * @param format of samples: 1 unsigned, 2 signed, 3 floating point
 * @param alpha true if there are more channels than the colours
 */
record TiffHeader(
    boolean big,
    long width,
    long height,
    int bits,
    int samples,
    int photometric,
    int compression,
    int predictor,
    int format,
    boolean alpha) {

  /** What samples mean where they are amounts of ink. */
  static final int INKS = 5;

  private static final int PALETTE = 3;

  /** True if a file begins as a TIFF does. */
  static boolean isTiff(HeaderBytes file) {
    return file.says(0, "II*\0")
        || file.says(0, "MM\0*")
        || file.says(0, "II+\0")
        || file.says(0, "MM\0+");
  }

  /** What it is, if no decoder gives its pixels as Pillow does. */
  Optional<String> unreadableKind() {
    if (format == 3) {
      return Optional.of("a TIFF of floating-point numbers");
    }
    if (bits > 16) {
      return Optional.of("a TIFF with " + bits + " bits per sample");
    }
    if (format != 1) {
      return Optional.of("a TIFF of signed numbers");
    }
    if (photometric >= 8 && photometric <= 10) {
      return Optional.of("a TIFF in Lab colours");
    }
    // OpenCV multiplies colours with their opacity.
    return alpha && needsLibtiff()
        ? Optional.of("a TIFF of a rare kind with opacity")
        : Optional.empty();
  }

  /** True if Java's decoder would give wrong pixels, or none. */
  boolean needsLibtiff() {
    return big || photometric == INKS || (bits == 16 && predictor == 2);
  }

  static TiffHeader of(byte[] content) {
    HeaderBytes file = new HeaderBytes(content, content[0] == 'I');
    boolean big = file.u16(2) == 43;
    long directory = big ? file.u64(8) : file.u32(4);
    long entries = big ? file.u64(directory) : file.u16(directory);
    long at = directory + (big ? 8 : 2);
    int length = big ? 20 : 12;
    long[] values = new long[400];
    values[258] = 1;
    values[277] = 1;
    values[317] = 1;
    values[339] = 1;
    for (long i = 0; i < Math.min(entries, 4096) && at >= 0 && at < file.size(); i++) {
      int tag = file.u16(at);
      if (tag < values.length) {
        values[tag] = value(file, at, big);
      }
      at += length;
    }
    int samples = (int) Math.min(values[277], 65_535);
    int photometric = (int) values[262];
    int colours =
        switch (photometric) {
          case 0, 1, PALETTE -> 1;
          case INKS -> 4;
          default -> 3;
        };
    return new TiffHeader(
        big,
        values[256],
        values[257],
        (int) Math.min(values[258], 65_535),
        samples,
        photometric,
        (int) values[259],
        (int) values[317],
        (int) values[339],
        samples > colours);
  }

  /** The largest of the numbers of an entry, of which at most some are looked at. */
  private static long value(HeaderBytes file, long entry, boolean big) {
    int type = file.u16(entry + 2);
    int size =
        switch (type) {
          case 1 -> 1;
          case 3 -> 2;
          case 4 -> 4;
          case 16 -> 8;
          default -> 0;
        };
    long count = big ? file.u64(entry + 4) : file.u32(entry + 4);
    long inline = entry + (big ? 12 : 8);
    if (size == 0 || count <= 0) {
      return 0;
    }
    boolean fits = count <= (big ? 8 : 4) / size;
    long at = fits ? inline : big ? file.u64(inline) : file.u32(inline);
    long most = 0;
    for (int i = 0; i < Math.min(count, 8); i++) {
      long where = at + (long) i * size;
      most =
          Math.max(
              most,
              switch (size) {
                case 1 -> file.u8(where);
                case 2 -> file.u16(where);
                case 4 -> file.u32(where);
                default -> file.u64(where);
              });
    }
    return most;
  }
}
