package org.vladoscope.feature;

/**
 * A part of a backbone, and what its weights come from.
 *
 * @param name for people, such as "trunk" or "lateral 1×1 convolution"
 * @param training how it was trained
 * @param source what it was trained on or which file it was read from; may be empty
 */
public record ModelPart(String name, Training training, String source) {

  @Override
  public String toString() {
    return name + ": " + training.words() + (source.isEmpty() ? "" : " (" + source + ")");
  }
}
