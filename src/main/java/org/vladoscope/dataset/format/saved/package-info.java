/**
 * What a user said of a folder, once: how it is read and what counts as right, kept in {@code
 * map.json}.
 *
 * <p>It may use {@code dataset.format} and what stands before it; it knows no particular format.
 *
 * <p>Start reading at {@link org.vladoscope.dataset.format.saved.MapFile} and {@link
 * org.vladoscope.dataset.format.saved.TruthFinder}.
 */
@NullMarked
package org.vladoscope.dataset.format.saved;

import org.jspecify.annotations.NullMarked;
