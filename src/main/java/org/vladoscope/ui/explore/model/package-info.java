/**
 * The dialog in which network, weights, clusters and projection are chosen.
 *
 * <p>It may use {@code ui.map} and what stands before it.
 *
 * <p>Start reading at {@link org.vladoscope.ui.explore.model.ModelDialog}.
 */
@NullMarked
package org.vladoscope.ui.explore.model;

import org.jspecify.annotations.NullMarked;
