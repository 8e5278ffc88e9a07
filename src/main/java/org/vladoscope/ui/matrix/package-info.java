/** Large matrices of which only what is seen is computed and drawn. */
@NullMarked
package org.vladoscope.ui.matrix;

import org.jspecify.annotations.NullMarked;
