package org.vladoscope.ui.view;

import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.scene.paint.ImagePattern;
import javafx.scene.paint.Paint;
import org.vladoscope.figure.Colour;
import org.vladoscope.figure.Texture;

/**
 * What clusters look like: one of eight colours that are told apart with impaired colour vision,
 * and one of four textures, so that no two of the first 32 clusters look alike. Clusters of one
 * colour also differ in lightness, where a texture has no room.
 *
 * @param size number of clusters
 */
public record ClusterPalette(int size) {

  /** Found by moving the colours of Okabe and Ito apart for three kinds of colour vision. */
  private static final int[] COLOURS = {
    0xeead14, 0x69c6e4, 0x14a05b, 0x1861bd, 0xfa5214, 0xb37db1, 0xf0e442, 0x2b2b2b
  };

  /** What is added to the channels of a colour for each texture, of 255. */
  private static final int[] LIGHTER = {0, 22, -22, 10};

  private static final int TILE = 8;

  /** The colour of a cluster, 0xAARRGGBB, fully opaque. */
  public int argb(int cluster) {
    int rgb = COLOURS[cluster % COLOURS.length];
    int lighter = LIGHTER[texture(cluster).ordinal()];
    int argb = 0xff;
    for (int shift = 16; shift >= 0; shift -= 8) {
      argb = argb << 8 | Math.clamp((rgb >> shift & 0xff) + lighter, 0, 255);
    }
    return argb;
  }

  /** What is drawn on the colour of a cluster. */
  public Texture texture(int cluster) {
    Texture[] all = Texture.values();
    return all[cluster / COLOURS.length % all.length];
  }

  /** The same for figures. */
  public Colour colour(int cluster) {
    return new Colour(argb(cluster));
  }

  /** The same for JavaFX. */
  public Color color(int cluster) {
    return CanvasPainter.color(colour(cluster));
  }

  /** Colour and texture, to fill shapes with. */
  public Paint paint(int cluster) {
    Texture texture = texture(cluster);
    if (texture == Texture.PLAIN) {
      return color(cluster);
    }
    WritableImage tile = new WritableImage(TILE, TILE);
    int[] pixels = pixels(colour(cluster), texture, TILE);
    tile.getPixelWriter()
        .setPixels(0, 0, TILE, TILE, PixelFormat.getIntArgbInstance(), pixels, 0, TILE);
    return new ImagePattern(tile, 0, 0, TILE, TILE, false);
  }

  /** A square cell of a colour with its texture, row by row. */
  static int[] pixels(Colour colour, Texture texture, int side) {
    int[] pixels = new int[side * side];
    int ink = Texture.ink(colour).argb() & (colour.argb() | 0xffffff);
    for (int i = 0; i < pixels.length; i++) {
      boolean marked = texture.covers((i % side + .5) / side, (i / side + .5) / side);
      pixels[i] = marked ? ink : colour.argb();
    }
    return pixels;
  }
}
