/** Readers of maps, one per format, behind one registry. */
@NullMarked
package org.vladoscope.dataset.io;

import org.jspecify.annotations.NullMarked;
