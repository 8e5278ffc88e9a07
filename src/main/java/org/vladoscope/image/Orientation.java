package org.vladoscope.image;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.MetadataException;
import com.drew.metadata.exif.ExifIFD0Directory;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/**
 * How a stored image is to be turned to stand upright.
 *
 * @param exif 1 (upright) to 8, EXIF 2.3, tag 274
 */
record Orientation(int exif) {

  static final Orientation UPRIGHT = new Orientation(1);

  /** What a file says; upright if it does not say. */
  static Orientation of(byte[] content) {
    try {
      Metadata metadata = ImageMetadataReader.readMetadata(new ByteArrayInputStream(content));
      Directory exif = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
      if (exif == null || !exif.containsTag(ExifIFD0Directory.TAG_ORIENTATION)) {
        return UPRIGHT;
      }
      int value = exif.getInt(ExifIFD0Directory.TAG_ORIENTATION);
      return value >= 1 && value <= 8 ? new Orientation(value) : UPRIGHT;
    } catch (ImageProcessingException | MetadataException | IOException | RuntimeException e) {
      // Metadata can be damaged where the image is not.
      return UPRIGHT;
    }
  }

  /** True if width and height change places. */
  boolean turns() {
    return exif >= 5;
  }

  /** True if what is left in the upright image is right, or below, in the stored one. */
  boolean mirrorsColumns() {
    return exif == 2 || exif == 3 || exif == 6 || exif == 7;
  }

  /** True if what is at the top of the upright image is below, or right, in the stored one. */
  boolean mirrorsRows() {
    return exif == 3 || exif == 4 || exif == 7 || exif == 8;
  }

  /** A size as it is when upright, or the stored one of an upright size. */
  ImageSize of(ImageSize size) {
    return turns() ? new ImageSize(size.height(), size.width()) : size;
  }

  /** Turns an image upright. */
  RgbImage upright(RgbImage stored) {
    if (exif == 1) {
      return stored;
    }
    int width = stored.width();
    int height = stored.height();
    byte[] from = stored.rgb();
    byte[] to = new byte[from.length];
    for (int y = 0; y < height; y++) {
      int first = index(0, y, width, height);
      int step = index(1, y, width, height) - first;
      int in = 3 * y * width;
      int out = 3 * first;
      for (int x = 0; x < width; x++) {
        to[out] = from[in];
        to[out + 1] = from[in + 1];
        to[out + 2] = from[in + 2];
        in += 3;
        out += 3 * step;
      }
    }
    ImageSize size = of(stored.size());
    return new RgbImage(size.width(), size.height(), to);
  }

  /** A part of the stored image as a part of the upright one. */
  PixelArea upright(PixelArea area, ImageSize stored) {
    double right = stored.width() - area.left() - area.width();
    double bottom = stored.height() - area.top() - area.height();
    return switch (exif) {
      case 2 -> new PixelArea(right, area.top(), area.width(), area.height());
      case 3 -> new PixelArea(right, bottom, area.width(), area.height());
      case 4 -> new PixelArea(area.left(), bottom, area.width(), area.height());
      case 5 -> new PixelArea(area.top(), area.left(), area.height(), area.width());
      case 6 -> new PixelArea(bottom, area.left(), area.height(), area.width());
      case 7 -> new PixelArea(bottom, right, area.height(), area.width());
      case 8 -> new PixelArea(area.top(), right, area.height(), area.width());
      default -> area;
    };
  }

  /** Index of the upright pixel that stored pixel (x, y) becomes. */
  private int index(int x, int y, int width, int height) {
    return switch (exif) {
      case 2 -> y * width + (width - 1 - x);
      case 3 -> (height - 1 - y) * width + (width - 1 - x);
      case 4 -> (height - 1 - y) * width + x;
      case 5 -> x * height + y;
      case 6 -> x * height + (height - 1 - y);
      case 7 -> (width - 1 - x) * height + (height - 1 - y);
      case 8 -> (width - 1 - x) * height + y;
      default -> y * width + x;
    };
  }
}
