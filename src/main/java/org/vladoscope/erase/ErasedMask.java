package org.vladoscope.erase;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** Erased cells as an image of the size of the user's: white where they are erased, else black. */
public final class ErasedMask {

  private ErasedMask() {}

  /** A PNG file of one channel; each pixel is that of the cell whose centre is nearest. */
  public static byte[] png(CellArea area, ErasedCells erased) {
    int width = area.original().width();
    int height = area.original().height();
    BufferedImage mask = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        if (erased.has(area.nearest(x + .5, y + .5))) {
          mask.getRaster().setSample(x, y, 0, 255);
        }
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(mask, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
