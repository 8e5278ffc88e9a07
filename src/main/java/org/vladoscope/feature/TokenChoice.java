package org.vladoscope.feature;

import org.vladoscope.common.InputException;

/**
 * Which tokens of a vision transformer are its features.
 *
 * @param layer the block they are taken from, counted from 0; {@link #LAST} for the end of the
 *     network, after its final normalisation
 * @param facet what of them; at the end of the network the token itself
 */
public record TokenChoice(int layer, TokenFacet facet) {

  /** The end of the network, after its final normalisation. */
  public static final int LAST = -1;

  /** What the network gives. */
  public static final TokenChoice OUTPUT = new TokenChoice(LAST, TokenFacet.TOKEN);

  /** Checks the layer. */
  public TokenChoice {
    if (layer < LAST) {
      throw new InputException("There is no layer " + layer + "; layers are counted from 0.");
    }
    if (layer == LAST && facet != TokenFacet.TOKEN) {
      throw new InputException(
          "The facet "
              + facet
              + " belongs to the attention of a layer; say which one (--layer N, counted from 0).");
    }
  }

  /**
   * Reads a layer: a number from 0, or "output" for the end of the network.
   *
   * @throws InputException if it is neither
   */
  public static int layer(String text) {
    if (text.strip().equalsIgnoreCase("output")) {
      return LAST;
    }
    try {
      int layer = Integer.parseInt(text.strip());
      if (layer >= 0) {
        return layer;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new InputException(
        "'" + text.strip() + "' is no layer; give a number from 0, or output for the end.");
  }

  /** The layer as {@link #layer(String)} reads it. */
  public String layerText() {
    return layer == LAST ? "output" : String.valueOf(layer);
  }

  @Override
  public String toString() {
    return layer == LAST ? "output" : facet + " of layer " + layer;
  }
}
