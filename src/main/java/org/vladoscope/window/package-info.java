/**
 * Where else a part of an image is seen: a box of cells of any size gets the descriptor that a
 * patch of that size would have, and all boxes of that size in all database images are compared
 * with it.
 *
 * <p>It may use {@code pipeline} and what stands before it.
 *
 * <p>Start reading at {@link org.vladoscope.window.WindowSearch}.
 */
@NullMarked
package org.vladoscope.window;

import org.jspecify.annotations.NullMarked;
