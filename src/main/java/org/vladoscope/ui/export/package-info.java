/**
 * Images, drawings and tables that leave the window.
 *
 * <p>It may use {@code figure} and {@code ui.view}.
 *
 * <p>Start reading at {@link org.vladoscope.ui.export.FigureExport}.
 */
@NullMarked
package org.vladoscope.ui.export;

import org.jspecify.annotations.NullMarked;
