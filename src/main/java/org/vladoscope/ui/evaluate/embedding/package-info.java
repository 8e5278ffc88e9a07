/**
 * All images of a map as points in the plane, near each other if their descriptors are: coloured,
 * chosen with a lasso, by two methods side by side.
 *
 * <p>It may use {@code ui.evaluate.page}, {@code ui.places} and what stands before them.
 *
 * <p>Start reading at {@link org.vladoscope.ui.evaluate.embedding.EmbeddingView}.
 */
@NullMarked
package org.vladoscope.ui.evaluate.embedding;

import org.jspecify.annotations.NullMarked;
