/** Decoding and resizing pictures exactly as the reference systems do. */
@NullMarked
package org.vladoscope.image;

import org.jspecify.annotations.NullMarked;
