/**
 * Decoding and resizing images as the reference systems do, with natives where there are any and
 * within the memory there is.
 *
 * <p>It may use {@code common} only.
 *
 * <p>Start reading at {@link org.vladoscope.image.ImageDecoder}.
 */
@NullMarked
package org.vladoscope.image;

import org.jspecify.annotations.NullMarked;
