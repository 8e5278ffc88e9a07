package org.vladoscope.image;

import java.util.Locale;
import org.vladoscope.common.InputException;

/** How photographs that are larger than the network's input become as small as that. */
public enum Decoding {
  /**
   * JPEGs are decoded at a half, a quarter or an eighth of their size where that leaves more pixels
   * than are needed, then resized: as Pillow's {@code draft} and {@code resize} do.
   */
  FAST("fast"),
  /** Every pixel is decoded, then resized: as Pillow's {@code resize} alone does. */
  EXACT("exact");

  private final String text;

  Decoding(String text) {
    this.text = text;
  }

  /** Reads {@code fast} or {@code exact}. */
  public static Decoding parse(String text) {
    for (Decoding decoding : values()) {
      if (decoding.text.equals(text.trim().toLowerCase(Locale.ROOT))) {
        return decoding;
      }
    }
    throw new InputException("'" + text + "' is no way to decode images; choose fast or exact.");
  }

  /**
   * What pixels depend on besides the file and the size, as a part of keys: without native decoders
   * all images are decoded whole, by Java's, whose JPEGs differ by a few levels.
   */
  public String key() {
    return NativeCodecs.AVAILABLE ? text : "java";
  }

  @Override
  public String toString() {
    return text;
  }
}
