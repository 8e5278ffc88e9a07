/** Places in a plane: where images lie, which part of it is seen, what is under the mouse. */
@NullMarked
package org.vladoscope.ui.map;

import org.jspecify.annotations.NullMarked;
