package org.vladoscope.embedding;

import org.vladoscope.common.InputException;

/** How descriptors become points in the plane. */
public enum EmbeddingMethod {
  /** The two strongest principal components; linear, and far apart means far apart. */
  PCA("pca", "PCA", Integer.MAX_VALUE),
  /** Keeps the nearest neighbours; how far groups lie apart says little. */
  TSNE("tsne", "t-SNE", 2_000),
  /** Keeps neighbourhoods, and more of the whole than t-SNE. */
  UMAP("umap", "UMAP", 5_000);

  private final String id;
  private final String label;
  private final int most;

  EmbeddingMethod(String id, String label, int most) {
    this.id = id;
    this.label = label;
    this.most = most;
  }

  /**
   * The method of an id.
   *
   * @throws InputException if there is none, naming those there are
   */
  public static EmbeddingMethod parse(String text) {
    for (EmbeddingMethod method : values()) {
      if (method.id.equals(text)) {
        return method;
      }
    }
    throw new InputException(
        "There is no method '" + text + "' for points in the plane; choose pca, tsne or umap.");
  }

  /** Its name in options and files. */
  public String id() {
    return id;
  }

  /** Its name, for people. */
  public String label() {
    return label;
  }

  /** Places of so many images are computed; those of more are put between them. */
  public int most() {
    return most;
  }
}
