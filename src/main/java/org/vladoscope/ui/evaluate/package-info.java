/** The third perspective: how good a configuration is on a map, and where it fails. */
@NullMarked
package org.vladoscope.ui.evaluate;

import org.jspecify.annotations.NullMarked;
