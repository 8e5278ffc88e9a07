/** How good a ranking is. */
@NullMarked
package org.vladoscope.eval;

import org.jspecify.annotations.NullMarked;
