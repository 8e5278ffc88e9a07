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

  @Override
  public String toString() {
    return layer == LAST ? "output" : facet + " of layer " + layer;
  }
}
