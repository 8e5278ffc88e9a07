/**
 * Figures as values: lines, tiles, images and texts with the colours they have everywhere, and what
 * writes them to files.
 *
 * <p>It may use {@code common}, {@code image}, {@code vlad} and {@code match}; JavaFX paints the
 * same marks in {@code ui.view}.
 *
 * <p>Start reading at {@link org.vladoscope.figure.Figure} and {@link org.vladoscope.figure.Mark}.
 */
@NullMarked
package org.vladoscope.figure;

import org.jspecify.annotations.NullMarked;
