/**
 * Charts that look the same on the screen and in a file.
 *
 * <p>It may use {@code figure} and {@code ui.view}.
 *
 * <p>Start reading at {@link org.vladoscope.ui.chart.ChartFigure}.
 */
@NullMarked
package org.vladoscope.ui.chart;

import org.jspecify.annotations.NullMarked;
