package org.vladoscope.ui.explore.config;

/** A field of the configuration in which something is typed. */
public enum ConfigField {
  /** Sides of patches in cells. */
  SIZES("Patch sizes", "Sides of the square patches, in cells of the feature map."),
  /** Distances of patches in cells. */
  STRIDES("Strides", "Cells between neighbouring patches; one for all sizes, or one for each."),
  /** How much each patch size counts. */
  WEIGHTS("Weights", "How much each patch size counts in the fused score."),
  /** How far an inlier may be off. */
  TOLERANCE(
      "Tolerance",
      "RANSAC: how far a match may lie from where the homography puts it, in strides."),
  /** How many candidates the patches rank anew. */
  RERANK("Re-rank", "How many candidates of the global search the patches rank anew."),
  /** Number of clusters. */
  CLUSTERS("Clusters", "Number of clusters, K. Changing it trains a new vocabulary."),
  /** How much clusters count. */
  MIX(
      "Mix",
      "How much clusters count in global descriptors: CLUSTER=FACTOR with commas between, 0 mutes;"
          + " or none. Evaluate, Mixing desk shows what each does."),
  /** Number of cells the vocabulary is trained on. */
  SAMPLES(
      "Samples", "Cells of the database images that train the vocabulary; 50000 in the original."),
  /** Bound of the clustering. */
  ITERATIONS("Iterations", "At most so many steps of k-means; 100 in the original."),
  /** Start of random choices. */
  SEED("Seed", "Start of every random choice: which cells train the vocabulary and the PCA."),
  /** What images are resized to. */
  IMAGE_SIZE(
      "Image size",
      "Images are resized to this, width x height in pixels; multiples of 32. Changing it runs"
          + " the network on every image."),
  /** Whose tokens are the features. */
  LAYER(
      "Layer",
      "Layer of the vision transformer whose tokens are the features, counted from 0, or output for"
          + " the end of the network."),
  /** What searches the global descriptors. */
  INDEX(
      "Index",
      "How global descriptors are searched, as FAISS writes it: Flat compares with all, others are"
          + " faster and may miss some. The list beside it says which can be built here."),
  /** How much the global descriptors count in the list score. */
  GLOBAL_WEIGHT(
      "Global weight",
      "How much the similarity of the global descriptors counts in the list score; 0 in the"
          + " original."),
  /** Length of patch descriptors. */
  DIMENSIONS("Dimensions", "Length of patch descriptors after the PCA, or none to keep all.");

  private final String label;
  private final String help;

  ConfigField(String label, String help) {
    this.label = label;
    this.help = help;
  }

  /** Its name, for people. */
  public String label() {
    return label;
  }

  /** What it means. */
  public String help() {
    return help;
  }
}
