/**
 * Which software builds and searches an index on this machine.
 *
 * <p>It may use {@code index.faiss}, {@code index.jvector} and what stands before them.
 *
 * <p>Start reading at {@link org.vladoscope.index.engine.IndexEngine}.
 */
@NullMarked
package org.vladoscope.index.engine;

import org.jspecify.annotations.NullMarked;
