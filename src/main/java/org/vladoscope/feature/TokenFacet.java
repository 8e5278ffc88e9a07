package org.vladoscope.feature;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.vladoscope.common.InputException;

/** What of a token of a vision transformer is taken as its feature (Amir et al., 2021). */
public enum TokenFacet {
  /** The token as a block leaves it. */
  TOKEN,
  /** What a token asks for in the attention of a block. */
  QUERY,
  /** What a token is found by in the attention of a block. */
  KEY,
  /** What a token passes on in the attention of a block. */
  VALUE;

  /** Reads a facet's name. */
  public static TokenFacet parse(String text) {
    return Arrays.stream(values())
        .filter(facet -> facet.name().equalsIgnoreCase(text.strip()))
        .findFirst()
        .orElseThrow(
            () ->
                new InputException(
                    "There is no facet '"
                        + text.strip()
                        + "'; choose "
                        + Arrays.stream(values())
                            .map(TokenFacet::toString)
                            .collect(Collectors.joining(" or "))
                        + "."));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
