package org.vladoscope.graph;

/**
 * The steps from pictures to a ranking, in their order. A changed setting reruns the first step it
 * touches and those after it, for whatever is not kept from before.
 */
public enum Stage {
  /** The network runs on a picture. */
  FEATURES("Network", "image", "images"),
  /** The visual words of the map are found. */
  VOCABULARY("Visual words", "vocabulary", "vocabularies"),
  /** A picture's global descriptor. */
  GLOBALS("Global descriptors", "image", "images"),
  /** An image is put into the index that searches global descriptors. */
  INDEX("Index", "image", "images"),
  /** The projection that shortens patch descriptors is fitted. */
  PROJECTION("Projection", "fit", "fits"),
  /** The descriptors of a picture's patches. */
  PATCHES("Patch descriptors", "image", "images"),
  /** The patches of two pictures are matched. */
  MATCHES("Patch matches", "pair", "pairs"),
  /** Rapid scores of two pictures' matches. */
  RAPID("Rapid scores", "pair", "pairs"),
  /** RANSAC scores of two pictures' matches. */
  RANSAC("RANSAC scores", "pair", "pairs");

  private final String label;
  private final String unit;
  private final String units;

  Stage(String label, String unit, String units) {
    this.label = label;
    this.unit = unit;
    this.units = units;
  }

  /** Its name, for people. */
  public String label() {
    return label;
  }

  /** What it is done for, with a number, such as "12 images". */
  public String count(int number) {
    return number + " " + (number == 1 ? unit : units);
  }
}
