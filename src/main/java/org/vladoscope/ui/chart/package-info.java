/** Charts that look the same on the screen and in a file. */
@NullMarked
package org.vladoscope.ui.chart;

import org.jspecify.annotations.NullMarked;
