/**
 * The perspective in which a query, its candidates and a pair of images are looked at: it only puts
 * its parts together.
 *
 * <p>It may use the packages below it, {@code ui.places} and {@code ui.map}.
 *
 * <p>Start reading at {@link org.vladoscope.ui.explore.ExploreView}.
 */
@NullMarked
package org.vladoscope.ui.explore;

import org.jspecify.annotations.NullMarked;
