package org.vladoscope.alias;

import java.util.List;

/**
 * What looks alike on a map though it lies far apart.
 *
 * @param rule when images are far apart
 * @param aliases pairs, the most similar first
 * @param twins for each database image the most similar one that is far from it, or −1 if none is
 * @param similarities for each database image how similar that is; NaN if there is none
 * @param usual the similarity that half of the queries reach with a right image; NaN if none does
 * @param notes what was done and left out, sentences for people
 */
public record AliasAtlas(
    FarApart rule,
    List<Alias> aliases,
    int[] twins,
    double[] similarities,
    double usual,
    List<String> notes) {

  /** Copies the lists. */
  public AliasAtlas {
    aliases = List.copyOf(aliases);
    notes = List.copyOf(notes);
  }

  /**
   * How distinctive a place is: 1 less the similarity to the most similar image far from it; NaN if
   * none is.
   */
  public double distinctiveness(int image) {
    return 1 - similarities[image];
  }

  /** The aliases that are at least so similar, the most similar first. */
  public List<Alias> from(double least) {
    return aliases.stream().filter(alias -> alias.similarity() >= least).toList();
  }
}
