/**
 * What is known of the cells of a pair beyond its clusters: their features, how alike they are, and
 * where the network's attention lies; computed in the background when an overlay wants it.
 *
 * <p>It may use {@code ui.map} and what stands before it; {@code ui.explore.overlay} uses it.
 *
 * <p>Start reading at {@link org.vladoscope.ui.explore.token.TokenModel}.
 */
@NullMarked
package org.vladoscope.ui.explore.token;

import org.jspecify.annotations.NullMarked;
