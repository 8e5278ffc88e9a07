/** Readers of maps, one per format, behind one registry. */
@NullMarked
package org.vladoscope.dataset.format;

import org.jspecify.annotations.NullMarked;
