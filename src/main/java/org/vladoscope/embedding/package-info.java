/**
 * All images of a map as points in the plane, so that those with similar descriptors lie near each
 * other: principal components at once, t-SNE and UMAP (Smile) when one waits.
 *
 * <p>It may use {@code pipeline} and what stands before it.
 *
 * <p>Start reading at {@link org.vladoscope.embedding.Embedder}.
 */
@NullMarked
package org.vladoscope.embedding;

import org.jspecify.annotations.NullMarked;
