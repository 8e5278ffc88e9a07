/** Comparing the patches of two images and ranking candidates by it. */
@NullMarked
package org.vladoscope.match;

import org.jspecify.annotations.NullMarked;
