/**
 * Places far apart that look alike: arcs on the map of places, a gallery of twins, how distinctive
 * each place is, and runs of images that look like another run.
 *
 * <p>It may use {@code ui.evaluate.page}, {@code ui.places} and what stands before them.
 *
 * <p>Start reading at {@link org.vladoscope.ui.evaluate.atlas.AtlasView}.
 */
@NullMarked
package org.vladoscope.ui.evaluate.atlas;

import org.jspecify.annotations.NullMarked;
