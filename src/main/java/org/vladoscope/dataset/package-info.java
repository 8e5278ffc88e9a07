/**
 * Maps of places as values: images, poses, cameras, ground truth, and how a map was read. Uses
 * {@code common} alone and knows no file format. Start with {@link
 * org.vladoscope.dataset.PlaceMap}.
 */
@NullMarked
package org.vladoscope.dataset;

import org.jspecify.annotations.NullMarked;
