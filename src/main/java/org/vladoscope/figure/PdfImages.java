package org.vladoscope.figure;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.vladoscope.image.ImageSize;
import org.vladoscope.image.RgbImage;

/** The images of a PDF document, each of them once. */
final class PdfImages {

  /** No loss that is seen, and a quarter of the bytes or less. */
  private static final float QUALITY = .95f;

  private final PDDocument document;
  private final Map<Key, PDImageXObject> known = new HashMap<>();

  PdfImages(PDDocument document) {
    this.document = document;
  }

  /** An image in the document; the same pixels are the same object. */
  PDImageXObject of(RgbImage image) throws IOException {
    Key key = new Key(image.size(), ByteBuffer.wrap(image.rgb()));
    PDImageXObject found = known.get(key);
    if (found == null) {
      found = encoded(Pixels.of(image));
      found.setInterpolate(true);
      known.put(key, found);
    }
    return found;
  }

  /**
   * A photograph as JPEG, whatever has areas of one colour exactly: the former takes less than half
   * of the bytes that way, the latter does not.
   */
  private PDImageXObject encoded(BufferedImage image) throws IOException {
    PDImageXObject exact = LosslessFactory.createFromImage(document, image);
    PDImageXObject jpeg = JPEGFactory.createFromImage(document, image, QUALITY);
    return jpeg.getStream().getLength() < exact.getStream().getLength() / 2 ? jpeg : exact;
  }

  private record Key(ImageSize size, ByteBuffer pixels) {}
}
