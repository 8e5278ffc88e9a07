/**
 * Large matrices of which only what is seen is computed and drawn.
 *
 * <p>It may use {@code ui.view}, {@code ui.export} and the engine.
 *
 * <p>Start reading at {@link org.vladoscope.ui.matrix.MatrixView}.
 */
@NullMarked
package org.vladoscope.ui.matrix;

import org.jspecify.annotations.NullMarked;
