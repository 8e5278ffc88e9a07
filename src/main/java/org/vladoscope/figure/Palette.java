package org.vladoscope.figure;

import java.util.List;

/**
 * The colours that mean the same wherever they are seen: in the window, in exported figures, in
 * those of the command line and in reports. They are told apart with impaired colour vision.
 */
public final class Palette {

  /** A match that agrees with the homography of its pair. */
  public static final Colour INLIER = Colour.rgb(0x56ccf2);

  /** A mutual match that does not. */
  public static final Colour OUTLIER = Colour.rgb(0xffa62b);

  /** A patch whose nearest one is nearer to another one. */
  public static final Colour ONE_SIDED = Colour.rgb(0xe4e4e4);

  /** Around what is drawn over images, so that it is seen on light and on dark. */
  public static final Colour HALO = Colour.BLACK.opacity(.45);

  /** What is pointed at. */
  public static final Colour FOCUS = Colour.WHITE;

  /** What was chosen, and the mean of several. */
  public static final Colour CHOSEN = Colour.rgb(0xd81b60);

  /** The same place as the query, on light and on dark ground. */
  public static final Colour POSITIVE = Colour.rgb(0x00795a);

  public static final Colour POSITIVE_ON_DARK = Colour.rgb(0x2fc79a);

  /** Another place than the query, on light and on dark ground. */
  public static final Colour NEGATIVE = Colour.rgb(0xc04a00);

  public static final Colour NEGATIVE_ON_DARK = Colour.rgb(0xff9e4a);

  /** What the global search says, on light and on dark ground. */
  public static final Colour GLOBAL = Colour.rgb(0xd55e00);

  public static final Colour GLOBAL_ON_DARK = Colour.rgb(0xff9e4a);

  /** What re-ranking says, on light and on dark ground. */
  public static final Colour RERANKED = Colour.rgb(0x0072b2);

  public static final Colour RERANKED_ON_DARK = Colour.rgb(0x56b4e9);

  /** What a mixture of three numbers is mixed from, where it is the hue that is read. */
  public static final List<Colour> MIXED =
      List.of(Colour.rgb(0xff0000), Colour.rgb(0x00ff00), Colour.rgb(0x0000ff));

  /** Kinds of things that are seen together, on light ground (after Okabe and Ito). */
  public static final List<Colour> KINDS =
      List.of(
          RERANKED,
          GLOBAL,
          POSITIVE,
          Colour.rgb(0xa3437f),
          Colour.rgb(0x56b4e9),
          Colour.rgb(0xb07d00),
          Colour.rgb(0x3b3b98));

  /** The same on dark ground. */
  public static final List<Colour> KINDS_ON_DARK =
      List.of(
          RERANKED_ON_DARK,
          GLOBAL_ON_DARK,
          POSITIVE_ON_DARK,
          Colour.rgb(0xe39cc6),
          Colour.rgb(0x0091d4),
          Colour.rgb(0xf0e442),
          Colour.rgb(0xa9a6ff));

  /** Texts on white. */
  public static final Colour INK = Colour.rgb(0x1f2328);

  /** Texts of less weight on white. */
  public static final Colour MUTED = Colour.rgb(0x59636e);

  private Palette() {}
}
