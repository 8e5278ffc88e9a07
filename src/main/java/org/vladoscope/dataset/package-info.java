/**
 * Maps of places as values: images, poses, cameras, ground truth, and how a map was read.
 *
 * <p>It may use {@code common} alone and knows no file format.
 *
 * <p>Start reading at {@link org.vladoscope.dataset.PlaceMap}.
 */
@NullMarked
package org.vladoscope.dataset;

import org.jspecify.annotations.NullMarked;
