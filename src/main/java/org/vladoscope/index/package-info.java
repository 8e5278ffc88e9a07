/** Nearest neighbours among global descriptors. */
@NullMarked
package org.vladoscope.index;

import org.jspecify.annotations.NullMarked;
