package org.vladoscope.feature;

/** What the numbers in a part of a model come from. */
public enum Training {
  /** Trained for this or a similar purpose. */
  TRAINED("trained"),
  /** Trained to classify the images of ImageNet, and not for places since. */
  IMAGENET("trained on ImageNet only"),
  /** Never trained: the features are those of a random projection. */
  RANDOM("random, never trained"),
  /** The part is a fixed computation without weights. */
  NONE("nothing to train");

  private final String words;

  Training(String words) {
    this.words = words;
  }

  /** In words that follow the name of a part. */
  public String words() {
    return words;
  }
}
